package io.openplex.distributor;

import io.openplex.hwsim.wire.IpAddress;

/**
 * The part of a 4-tuple that the DVIPA does not say (openplex.v1.Connection).
 *
 * @param localPort port at the DVIPA
 * @param remoteAddress the client
 * @param remotePort the client's port
 */
public record RemoteConnection(int localPort, IpAddress remoteAddress, int remotePort) {}
