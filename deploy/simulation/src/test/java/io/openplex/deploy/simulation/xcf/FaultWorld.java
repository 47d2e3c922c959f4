package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfWorld;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two linked members, SYSA and SYSB, and one entry that both can write. */
final class FaultWorld {
    private static final String STRUCTURE = "DVIPA";
    private static final String ENTRY = "198.51.100.11";

    final SimulatedWorld world;
    final XcfFaults faults;
    final EventLog logA = new EventLog();
    final EventLog logB = new EventLog();
    final SimulatedWorld.SimulatedWorldStack a;
    final SimulatedWorld.SimulatedWorldStack b;

    FaultWorld(long seed) {
        world = new SimulatedWorld(seed);
        faults = world.xcf().faults();
        a = join("SYSA", logA);
        b = join("SYSB", logB);
        until(logA, "linkUp SYSBTCPIP");
        until(logB, "linkUp SYSATCPIP");
    }

    SimulatedWorld.SimulatedWorldStack join(String system, EventLog log) {
        SimulatedWorld.SimulatedWorldStack stack = world.stack(XcfWorld.info(system));
        stack.group().join(stack.info(), log);
        world.until(
                system + " joined", () -> log.lines().stream().anyMatch(line -> line.startsWith("joined " + system)));
        return stack;
    }

    void until(EventLog log, String line) {
        world.until(line, () -> log.lines().contains(line));
    }

    void run(long millis) {
        long end = world.nowNanos() + millis * 1_000_000;
        world.until("time passes", () -> world.nowNanos() >= end);
    }

    /** Milliseconds until this has happened. */
    long millisUntil(EventLog log, String line) {
        long start = world.nowNanos();
        until(log, line);
        return (world.nowNanos() - start) / 1_000_000;
    }

    /** A request that was sent; its answer comes into the list. */
    List<String> write(XcfWorld.Stack stack, long expected, String text) {
        List<String> reply = new ArrayList<>();
        stack.facility()
                .write(
                        STRUCTURE,
                        ENTRY,
                        versionOf(expected),
                        bytes(text),
                        (status, entry) -> reply.add(text(status, entry)));
        return reply;
    }

    List<String> read(XcfWorld.Stack stack) {
        List<String> reply = new ArrayList<>();
        stack.facility().read(STRUCTURE, ENTRY, (status, entry) -> reply.add(text(status, entry)));
        return reply;
    }

    String answer(List<String> reply) {
        world.until("answered", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    /** The entry as it really stands: version and text. */
    String truth() {
        return world.xcf().truth(STRUCTURE, ENTRY).map(FaultWorld::text).orElse("");
    }

    /** Version without the generation. */
    long version() {
        return world.xcf()
                .truth(STRUCTURE, ENTRY)
                .map(entry -> (long) (int) entry.version())
                .orElse(CouplingFacility.ABSENT);
    }

    /** A version as it stands in the facility: with the generation of the members. */
    private long versionOf(long expected) {
        long generation = logA.self().incarnation() >>> 32;
        return expected == CouplingFacility.ABSENT ? expected : generation << 32 | expected;
    }

    void send(XcfWorld.Stack from, Member to, int first, int count) {
        for (int i = first; i < first + count; i++) {
            from.group().send(to, bytes("n" + i));
        }
    }

    static List<String> signals(EventLog log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("signal"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private static String text(Status status, Optional<Entry> entry) {
        return status + entry.map(e -> " " + text(e)).orElse("");
    }

    private static String text(Entry entry) {
        return (int) entry.version() + " " + new String(entry.data(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
