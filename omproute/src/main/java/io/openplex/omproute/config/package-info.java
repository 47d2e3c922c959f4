/**
 * The configuration of OMPROUTE (omproute.md 2): immutable records, and the parser that fills them.
 *
 * <ul>
 *   <li>{@link OmprouteReader} is the door: a file with its includes in, an {@link OmprouteResult} out. The
 *       configuration is all or nothing: with any error there is none.
 *   <li>{@link OmprouteConfiguration} and the records beside it are what came of it.
 *       {@link OmprouteConfiguration#forInterface} and {@link OmprouteConfiguration#forDvipa} say which statement
 *       holds for an interface of the stack: wildcards and ranges are stored values ({@link AddressPattern}), not
 *       expanded.
 *   <li>{@code *Statements} describe the statements as data for the kernel of {@code proto.statements};
 *       {@code Interpreter} turns what it found into records and checks what the grammar cannot.
 * </ul>
 *
 * <p>Here are AREA, RANGE, VIRTUAL_LINK, AS_BOUNDARY_ROUTING, OSPF with its stand-alone forms, OSPF_INTERFACE,
 * INTERFACE, GLOBAL_OPTIONS and INCLUDE. RIP, IPv6 OSPF and ROUTESA_CONFIG are skipped and answered with OPX0001I.
 */
@NullMarked
package io.openplex.omproute.config;

import org.jspecify.annotations.NullMarked;
