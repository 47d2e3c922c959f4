package io.openplex.distributor;

import io.openplex.hwsim.wire.IpAddress;

/**
 * The part of a 4-tuple that the DVIPA does not say (openplex.v1.Connection).
 *
 * @param localPort port at the DVIPA
 * @param remoteAddress the client
 * @param remotePort the client's port
 * @param halfOpen the target has answered a SYN and not heard of the client since: the client may have gone to another
 *     target meanwhile
 */
public record RemoteConnection(int localPort, IpAddress remoteAddress, int remotePort, boolean halfOpen) {
    /** A connection whose handshake is complete. */
    public RemoteConnection(int localPort, IpAddress remoteAddress, int remotePort) {
        this(localPort, remoteAddress, remotePort, false);
    }
}
