/**
 * PROFILE.TCPIP (profile.md; dvipa-and-distributor.md 1): from text to an immutable {@link StackProfile} and the
 * messages of its processing. Nothing here touches the running stack, does I/O or throws on any input.
 *
 * <ul>
 *   <li>{@link ProfileReader} is the door: read a profile, check its syntax, print the reference of a statement.
 *   <li>{@link StackProfile} and the records beside it are what came of it; {@link VipaDynamic} holds the statements
 *       of the VIPADYNAMIC blocks as records of the dvipa and distributor engines, in order.
 *   <li>{@code *Statements} describe the statements as data for the kernel of {@code proto.statements} and turn what
 *       it found into records; {@code ProfileBuilder} collects them and knows the rules across statements (order,
 *       duplicates, ports that overlap).
 *   <li>{@code AddressTypes} are the operand types for addresses of both families.
 * </ul>
 *
 * <p>Not here yet, each answered with OPX0001I or OPX0002I: statements and parameters without effect at this level.
 */
@NullMarked
package io.openplex.stackd.profile;

import org.jspecify.annotations.NullMarked;
