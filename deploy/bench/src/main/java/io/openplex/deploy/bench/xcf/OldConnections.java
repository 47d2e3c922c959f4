package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.BenchLan;
import io.openplex.deploy.bench.lan.Claim;
import io.openplex.deploy.bench.lan.EchoLoad.Connection;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.lab.LabFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Old connections of the client, so many on each system, and what has become of them. */
final class OldConnections {
    private static final Duration OPENING = Duration.ofSeconds(15);
    private static final Duration PROGRESS = Duration.ofSeconds(12);
    private static final long POLL_MS = 50;

    private final BenchLan lan;

    OldConnections(BenchLan lan) {
        this.lan = lan;
    }

    /** Makes it so that each of these systems serves exactly so many open connections of each kind. */
    void ensure(Collection<String> systems, int busy, int idle) throws InterruptedException {
        lan.dropConnections(surplus(systems, busy, idle));
        long deadline = System.nanoTime() + OPENING.toNanos();
        while (true) {
            int busyMissing = missing(systems, busy, false);
            int idleMissing = missing(systems, idle, true);
            if (busyMissing == 0 && idleMissing == 0) {
                break;
            }
            if (System.nanoTime() - deadline > 0) {
                throw LabFailure.failed(
                        "old connections could not be opened on all of " + systems + ": " + lan.connections());
            }
            lan.openConnections(busyMissing, false);
            lan.openConnections(idleMissing, true);
            Polling.holds(
                    Duration.ofSeconds(2),
                    POLL_MS,
                    () -> lan.connections().stream()
                            .allMatch(c -> (c.open() && !c.server().isEmpty())
                                    || !c.ended().isEmpty()));
        }
        lan.dropConnections(surplus(systems, busy, idle));
        // Each has carried something before anything happens.
        lan.wakeIdle();
        Polling.until(
                OPENING,
                POLL_MS,
                () -> lan.connections().stream().allMatch(c -> c.bytesBack() > 0),
                () -> "old connections carry nothing: " + lan.connections());
    }

    /** All that are open, by client port. */
    Map<Integer, Connection> open() {
        return lan.connections().stream()
                .filter(Connection::open)
                .collect(Collectors.toMap(Connection::port, Function.identity()));
    }

    /**
     * What is lost of those that were open before: ended, or damaged, or carrying nothing for a while. Idle ones are
     * woken first.
     *
     * @param before from {@link #open}
     * @param expected which of them must go on
     * @return one line each
     */
    List<String> lost(Map<Integer, Connection> before, Predicate<Connection> expected) throws InterruptedException {
        List<Connection> wanted = before.values().stream().filter(expected).toList();
        // Before they are woken: an idle one sends once, and its answer may be back at once.
        Map<Integer, Connection> start = byPort();
        if (wanted.stream().anyMatch(Connection::idle)) {
            lan.wakeIdle();
        }
        Polling.holds(PROGRESS, POLL_MS, () -> {
            Map<Integer, Connection> now = byPort();
            return wanted.stream().noneMatch(was -> waits(start.get(was.port()), now.get(was.port())));
        });
        Map<Integer, Connection> now = byPort();
        List<String> lost = new ArrayList<>();
        for (Connection was : wanted) {
            fault(was, start.get(was.port()), now.get(was.port()))
                    .ifPresent(fault -> lost.add("a connection to " + was.server() + " " + fault));
        }
        return lost;
    }

    private Map<Integer, Connection> byPort() {
        return lan.connections().stream().collect(Collectors.toMap(Connection::port, Function.identity()));
    }

    private static boolean waits(@Nullable Connection start, @Nullable Connection now) {
        return start != null && now != null && now.open() && now.bytesBack() <= start.bytesBack();
    }

    /** Who sent the reset that was seen on the LAN. */
    private String resetBy(int port) {
        return lan.claims().all().stream()
                .filter(claim -> claim.kind() == Claim.Kind.RST && claim.clientPort() == port)
                .map(claim -> " by " + claim.station())
                .findFirst()
                .orElse("");
    }

    private Optional<String> fault(Connection was, @Nullable Connection start, @Nullable Connection now) {
        if (now == null) {
            return Optional.of("vanished");
        }
        if (!now.fault().isEmpty()) {
            return Optional.of("was damaged: " + now.fault());
        }
        if (!now.open()) {
            return Optional.of("ended: " + now.ended() + resetBy(was.port()));
        }
        boolean stuck = waits(start, now);
        return stuck ? Optional.of("carries nothing for " + PROGRESS.toSeconds() + " s") : Optional.empty();
    }

    private int missing(Collection<String> systems, int wanted, boolean idle) {
        List<Connection> all = lan.connections();
        return systems.stream()
                .mapToInt(system ->
                        Math.max(0, wanted - (int) of(all, system, idle).count()))
                .sum();
    }

    private List<Integer> surplus(Collection<String> systems, int busy, int idle) {
        List<Connection> all = lan.connections();
        List<Integer> keep = new ArrayList<>();
        for (String system : systems) {
            of(all, system, false).limit(busy).forEach(c -> keep.add(c.port()));
            of(all, system, true).limit(idle).forEach(c -> keep.add(c.port()));
        }
        return all.stream()
                .map(Connection::port)
                .filter(port -> !keep.contains(port))
                .toList();
    }

    private static Stream<Connection> of(List<Connection> all, String system, boolean idle) {
        return all.stream()
                .filter(c -> c.open() && c.idle() == idle && c.server().equals(system));
    }
}
