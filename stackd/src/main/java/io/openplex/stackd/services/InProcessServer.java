package io.openplex.stackd.services;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpStack;

/** A kind of server that can be started on any port, more than once. */
public interface InProcessServer {
    /** Most connections in the handshake at once. */
    int BACKLOG = 128;

    /** Name by which configuration asks for it, lower case. */
    String name();

    /** Opens a listening socket that this server answers. */
    TcpListener start(TcpStack tcp, IpEndpoint local, String job, long nowNanos) throws TcpStack.PortInUseException;
}
