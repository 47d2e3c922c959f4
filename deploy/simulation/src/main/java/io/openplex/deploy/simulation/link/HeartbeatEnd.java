package io.openplex.deploy.simulation.link;

import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stack's socket for heartbeats, in memory. */
public final class HeartbeatEnd implements HeartbeatEndpoint, AutoCloseable {
    private final LinkFabric fabric;
    private final MemoryPath path;
    private final Map<String, Way> ways = new HashMap<>();

    /** To one partner. */
    private record Way(MemoryPath partner, String key) {}

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
        Way way = ways.get(to);
        if (way == null || way.partner().closed()) {
            way = way(to);
        }
        if (way != null) {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            fabric.deliver(way.partner(), way.key(), bytes);
        }
        return true;
    }

    private @Nullable Way way(String to) {
        ways.remove(to);
        MemoryPath partner = fabric.at(Integer.parseInt(to.substring(to.indexOf(':') + 1)));
        if (partner == null) {
            return null;
        }
        Way way = new Way(partner, LinkFabric.key(path.system(), partner.system()));
        ways.put(to, way);
        return way;
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
