package io.openplex.deploy.simulation.link;

import io.openplex.stackd.loop.NanoClock;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What carries datagrams between stacks: every end has a port number; a datagram takes 40 to 120 microseconds. */
public final class LinkFabric {
    /** The one host address of all ends. */
    static final String HOST = "127.0.0.1";

    private static final int FIRST_PORT = 20_000;
    private static final long DELAY_LEAST_NANOS = 40_000L;
    private static final long DELAY_SPREAD_NANOS = 80_000L;

    private final NanoClock clock;
    private final SplittableRandom random;
    private final TreeMap<Integer, MemoryPath> paths = new TreeMap<>();
    private final Map<String, LinkImpairment> impaired = new HashMap<>();
    private int lastPort = FIRST_PORT;

    /** A fabric without ends. */
    public LinkFabric(NanoClock clock, SplittableRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** The ends of one stack in one of its lives. */
    public StackEnds ends(String system) {
        return new StackEnds(this, system);
    }

    /** What happens to datagrams from one system to another from now on. */
    public void impair(String from, String to, LinkImpairment impairment) {
        if (impairment.equals(LinkImpairment.NONE)) {
            impaired.remove(key(from, to));
        } else {
            impaired.put(key(from, to), impairment);
        }
    }

    LinkImpairment impairment(String way) {
        return impaired.isEmpty() ? LinkImpairment.NONE : impaired.getOrDefault(way, LinkImpairment.NONE);
    }

    static String key(String from, String to) {
        return from + ">" + to;
    }

    boolean chance(int ppm) {
        return ppm > 0 && random.nextInt(1_000_000) < ppm;
    }

    long upTo(long nanos) {
        return random.nextLong(nanos + 1);
    }

    MemoryPath open(String system, String way) {
        lastPort++;
        MemoryPath path = new MemoryPath(this, lastPort, system, way);
        paths.put(lastPort, path);
        return path;
    }

    /** Sends a datagram on its way to an end, unless it is lost. */
    void deliver(MemoryPath to, String way, byte[] bytes) {
        LinkImpairment now = impairment(way);
        if (now.cut() || chance(now.lossPpm())) {
            return;
        }
        if (chance(now.duplicatePpm())) {
            to.arriveLate(bytes, upTo(now.delayNanos()));
        }
        if (chance(now.delayedPpm())) {
            to.arriveLate(bytes, upTo(now.delayNanos()));
        } else {
            to.arrive(bytes);
        }
    }

    /** The socket for heartbeats of one stack in one of its lives. */
    public HeartbeatEnd heartbeats(String system) {
        return new HeartbeatEnd(this, open(system, ""));
    }

    void close(int port) {
        paths.remove(port);
    }

    @Nullable
    MemoryPath at(int port) {
        return paths.get(port);
    }

    long nowNanos() {
        return clock.nanos();
    }

    long delayNanos() {
        return DELAY_LEAST_NANOS + random.nextLong(DELAY_SPREAD_NANOS);
    }
}
