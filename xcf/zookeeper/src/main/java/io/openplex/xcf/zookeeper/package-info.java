/**
 * XCF on ZooKeeper: membership and structures in the ensemble, signalling over gRPC (operations.md section 4).
 *
 * <p>{@link io.openplex.xcf.zookeeper.ZooKeeperXcf} is the way in. Behind it one thread, the {@code Rim}, owns all
 * state; {@code Ensemble} (Curator), {@code SignallingPort} (Netty) and {@code WatchPort} (virtual threads) only post
 * to it. From there:
 *
 * <ul>
 *   <li>{@code GroupMembership} is this stack's life in the group, {@code Joiner} its beginning, {@code PeerTable} its
 *       partners, each a {@code Peer} with a {@code Link} for signals and a {@code PeerWatch} that proves its death;
 *   <li>{@code MemberDirectory} are the group's nodes, laid out by {@code GroupPaths}; an incarnation is the ensemble's
 *       generation and the number of its join, and is fenced by a second node that lives and dies with it;
 *   <li>{@code ZooKeeperCouplingFacility} are the structures.
 * </ul>
 *
 * <p>Three different events, three reactions: the ensemble does not answer (nothing changes, requests are in doubt),
 * the own record is not active any more, be it that the ensemble has forgotten it (the stack is out), a request is
 * refused (its status says why). The end of a session is none of them: nothing hangs on it but watches.
 *
 * <p>An ensemble that was rebuilt without memory has another generation. Who was a member finds itself forgotten, joins
 * again at once, and its stack claims nothing that it does not know for some seconds. Who was none cannot tell such an
 * ensemble from a first one, so it waits before it joins a group that was created only now (see {@code YoungGroup}).
 *
 * <p>Departures from the specification: a group's nodes lie one level deeper than {@code /<sysplex>/xcf/<group>}, and
 * the last departure of each member name is kept, so that all survivors report the same reason. Without digest
 * credentials every node is open to everybody who reaches the ensemble, and without {@link
 * io.openplex.xcf.zookeeper.SignallingTls} signalling to everybody who reaches its port and knows the members.
 */
@NullMarked
package io.openplex.xcf.zookeeper;

import org.jspecify.annotations.NullMarked;
