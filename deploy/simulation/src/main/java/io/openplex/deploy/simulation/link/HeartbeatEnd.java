package io.openplex.deploy.simulation.link;

import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** A stack's socket for heartbeats, in memory. */
public final class HeartbeatEnd implements HeartbeatEndpoint, AutoCloseable {
    private final LinkFabric fabric;
    private final MemoryPath path;
    private final Map<String, Integer> ports = new HashMap<>();

    HeartbeatEnd(LinkFabric fabric, MemoryPath path) {
        this.fabric = fabric;
        this.path = path;
    }

    @Override
    public String address() {
        return LinkFabric.HOST + ":" + path.port();
    }

    @Override
    public boolean send(String to, ByteBuffer datagram) {
        int port = ports.computeIfAbsent(to, t -> Integer.parseInt(t.substring(t.indexOf(':') + 1)));
        MemoryPath partner = fabric.at(port);
        if (partner != null) {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            fabric.deliver(partner, LinkFabric.key(path.system(), partner.system()), bytes);
        }
        return true;
    }

    @Override
    public int receive(ByteBuffer into) {
        return path.receive(into);
    }

    /** When the next heartbeat arrives. */
    public long nextNanos() {
        return path.nextNanos();
    }

    /** The process is gone. */
    @Override
    public void close() {
        path.close();
    }
}
