/**
 * Home list, interfaces, routes, IP input and output, ICMP: the floor of the stack.
 *
 * <ul>
 *   <li>{@link io.openplex.stackd.ip.IpLayer} is the whole: interfaces are attached to it, protocols registered, the
 *       loop steps and flushes it.
 *   <li>{@link io.openplex.stackd.ip.HomeList} and {@link io.openplex.stackd.ip.RouteTable} are filled by whoever reads
 *       the profile and by the glue.
 *   <li>{@link io.openplex.stackd.ip.IpInput} and {@link io.openplex.stackd.ip.IpOutput} are the two ways of a packet,
 *       {@link io.openplex.stackd.ip.IcmpOutput} what IP says by itself.
 *   <li>{@link io.openplex.stackd.ip.IpInterface} is an attachment: an OSA, a loopback, an XCF link (package xcflink).
 *   <li>{@link io.openplex.stackd.ip.InboundRouter} is where the distributor looks at packets for an owned DVIPA.
 * </ul>
 *
 * <p>A frame that is handed inwards is lent for the call; a frame that is handed to {@code send} is given away. Nothing
 * here does I/O, reads a clock or allocates per packet.
 */
@NullMarked
package io.openplex.stackd.ip;

import org.jspecify.annotations.NullMarked;
