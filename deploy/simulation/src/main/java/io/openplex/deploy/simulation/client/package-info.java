/**
 * What stands on the simulated LANs beside the sysplex.
 *
 * <ul>
 *   <li>{@link io.openplex.deploy.simulation.client.IpNode}: a station with its own loop and IP.
 *   <li>{@link io.openplex.deploy.simulation.client.ClientHost}: a host with TCP, and connections that account for
 *       every byte.
 *   <li>{@link io.openplex.deploy.simulation.client.Router}: forwards between LANs.
 * </ul>
 */
@NullMarked
package io.openplex.deploy.simulation.client;

import org.jspecify.annotations.NullMarked;
