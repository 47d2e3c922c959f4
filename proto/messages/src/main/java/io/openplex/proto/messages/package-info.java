/**
 * The operator message catalogue.
 *
 * <p>Every message is a constant of one of the enums that implement {@link MessageId}, one enum per family:
 * {@link ProfileMessage}, {@link StackMessage}, {@link SysplexMessage}, {@link CommandMessage},
 * {@link RoutingMessage}, and {@link OpenplexMessage} for those that are ours and not z/OS's. A constant's
 * {@link MessageDefinition} holds text, severity, explanation, operator response and whether the wording is published.
 * {@code ProfileMessage.EZZ0309I.with(name)} gives a {@link Message}; {@link MessageCatalogue} looks up by number.
 *
 * <p>Sources of the texts: profile.md 1.7, dvipa-and-distributor.md 4, operations.md 1 to 4, omproute.md 4.2.
 */
@NullMarked
package io.openplex.proto.messages;

import org.jspecify.annotations.NullMarked;
