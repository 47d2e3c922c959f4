package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;

/**
 * A connection as displays show it.
 *
 * @param id connection number
 * @param job owning job
 * @param state state
 * @param connection both ends
 * @param incoming true when the peer opened it
 * @param bytesIn bytes received in order
 * @param bytesOut bytes sent and acknowledged
 */
public record ConnectionStatus(
        int id, String job, TcpState state, ConnectionId connection, boolean incoming, long bytesIn, long bytesOut) {}
