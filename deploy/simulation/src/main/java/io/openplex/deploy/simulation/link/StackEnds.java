package io.openplex.deploy.simulation.link;

import io.openplex.stackd.sysplex.LinkEnds;
import io.openplex.stackd.xcflink.DatagramPath;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All data link ends of one stack in one of its lives. */
public final class StackEnds implements LinkEnds, AutoCloseable {
    private final LinkFabric fabric;
    private final String system;
    private final List<MemoryPath> paths = new ArrayList<>();

    StackEnds(LinkFabric fabric, String system) {
        this.fabric = fabric;
        this.system = system;
    }

    @Override
    public Optional<LinkEnd> open(Member partner) {
        MemoryPath path =
                fabric.open(system, LinkFabric.key(system, partner.info().system()));
        paths.removeIf(p -> fabric.at(p.port()) == null);
        paths.add(path);
        return Optional.of(new End(path));
    }

    /** When the next datagram arrives at any of them. */
    public long nextNanos() {
        long next = Long.MAX_VALUE;
        for (MemoryPath path : paths) {
            next = Math.min(next, path.nextNanos());
        }
        return next;
    }

    /** The process is gone. */
    @Override
    public void close() {
        paths.forEach(MemoryPath::close);
        paths.clear();
    }

    private record End(MemoryPath memory) implements LinkEnd {
        @Override
        public String host() {
            return LinkFabric.HOST;
        }

        @Override
        public int port() {
            return memory.port();
        }

        @Override
        public boolean connect(String partnerHost, int port) {
            if (!partnerHost.equals(LinkFabric.HOST)) {
                return false;
            }
            memory.connect(port);
            return true;
        }

        @Override
        public DatagramPath path() {
            return memory;
        }
    }
}
