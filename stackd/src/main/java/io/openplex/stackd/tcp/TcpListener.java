package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.IpEndpoint;

/** A listening socket. */
public interface TcpListener {
    /** Connection number, unique per stack, shown as 8 hex digits (operations.md 1.2). */
    int id();

    /** Bound address and port. */
    IpEndpoint local();

    /** Owning job. */
    String job();

    /** Stops listening; connections already accepted stay. Closing twice does nothing. */
    void close(long nowNanos);
}
