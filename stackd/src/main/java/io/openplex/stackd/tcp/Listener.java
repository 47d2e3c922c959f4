package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.IpEndpoint;

/** A listening socket. */
final class Listener implements TcpListener {
    final int backlog;
    final TcpStack.AcceptHandler handler;

    /** Connections in SYN-RECEIVED that came from here. */
    int halfOpen;

    private final Core core;
    private final int id;
    private final IpEndpoint local;
    private final String job;

    Listener(Core core, IpEndpoint local, int backlog, String job, TcpStack.AcceptHandler handler) {
        this.core = core;
        this.id = core.nextId();
        this.local = local;
        this.backlog = backlog;
        this.job = job;
        this.handler = handler;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public IpEndpoint local() {
        return local;
    }

    @Override
    public String job() {
        return job;
    }

    @Override
    public void close(long nowNanos) {
        if (core.listeners.remove(this)) {
            core.lifecycle.listenerClosed(this, nowNanos);
        }
    }
}
