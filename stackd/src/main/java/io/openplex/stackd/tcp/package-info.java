/**
 * TCP (RFC 9293) and the in-process socket interface.
 *
 * <p>{@link TcpEngine} is the door: packets in by {@code input}, time by {@code step}, users by {@link TcpStack}:
 *
 * <ul>
 *   <li>what is known: {@code Connection} (the RFC's TCB), {@code ConnectionTable}, {@code ListenerTable}, {@code
 *       SendBuffer}, {@code ReceiveBuffer}, {@code Segment} (the arriving header, read once);
 *   <li>SEGMENT ARRIVES (3.10.7), one place per state: {@code ClosedArrival}, {@code ListenArrival}, {@code
 *       SynSentArrival}, {@code SynchronizedArrival} (3.10.7.4, the checks common to the other states) with {@code
 *       AckArrival} and {@code FinArrival} for what differs per state;
 *   <li>user calls (3.10.1 to 3.10.6): {@code UserCalls};
 *   <li>time-outs (3.10.8): {@code TimeoutArrival} on {@code TimerHeap};
 *   <li>helpers: {@code Sender} (what to send now), {@code Receiver} (where text goes, which window to offer), {@code
 *       Transmitter} (segments to frames), {@code RttEstimator} (RFC 6298), {@code Congestion} (RFC 5681, 6582), {@code
 *       InitialSequence} (RFC 6528), {@code Lifecycle} (births, deaths, events).
 * </ul>
 *
 * <p>Not here yet: time stamps, selective acknowledgement, urgent mode (urgent data is read in line), keep-alive, path
 * MTU discovery.
 */
@NullMarked
package io.openplex.stackd.tcp;

import org.jspecify.annotations.NullMarked;
