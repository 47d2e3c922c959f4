/**
 * IP packets between the stacks of a group, one UDP datagram each, apart from signalling.
 *
 * <ul>
 *   <li>{@link io.openplex.stackd.xcflink.LinkHeader}: the datagram's layout;
 *       {@link io.openplex.stackd.xcflink.SipHash}: its keyed checksum;
 *       {@link io.openplex.stackd.xcflink.ReplayWindow}: each sequence number once.
 *   <li>{@link io.openplex.stackd.xcflink.XcfLink}: one partner, in one of its lives.
 *   <li>{@link io.openplex.stackd.xcflink.DatagramPath}: what carries the datagrams. {@link
 *       io.openplex.stackd.xcflink.UdpPath} is the real one and the only class here that does I/O; the simulator has
 *       its own.
 *   <li>{@link io.openplex.stackd.xcflink.XcfInterface}: the link as the IP layer sees it.
 * </ul>
 */
@NullMarked
package io.openplex.stackd.xcflink;

import org.jspecify.annotations.NullMarked;
