/**
 * The lab's network: the Ethernet switch between the LPARs, and the edge, a host of its own on that LAN which forwards
 * real sockets of this machine to the distributed DVIPA.
 *
 * <p>{@link io.openplex.deploy.lab.edge.LabNetwork} is the whole, on one loop with one thread.
 * {@link io.openplex.deploy.lab.edge.EdgeHost} is the edge's stack, {@link io.openplex.deploy.lab.edge.EdgeRim} the
 * thread that accepts sockets and waits for their readiness, {@link io.openplex.deploy.lab.edge.EdgeClient} one
 * client: a socket on one side, a stack connection on the other.
 */
@NullMarked
package io.openplex.deploy.lab.edge;

import org.jspecify.annotations.NullMarked;
