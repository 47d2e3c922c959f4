package io.openplex.xcf.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link CouplingFacility} does. */
public abstract class CouplingFacilityContract {
    private static final String STRUCTURE = "DVIPA";
    private static final String ENTRY = "198.51.100.11";

    private XcfWorld world;
    private XcfWorld.Stack a;
    private XcfWorld.Stack b;
    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private long generation;

    /** A fresh world without members. */
    protected abstract XcfWorld world() throws Exception;

    @BeforeEach
    void join() throws Exception {
        world = world();
        a = world.stack(XcfWorld.info("SYSA"));
        b = world.stack(XcfWorld.info("SYSB"));
        a.group().join(a.info(), logA);
        b.group().join(b.info(), logB);
        world.until(
                "both joined", () -> !logA.lines().isEmpty() && !logB.lines().isEmpty());
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    @Test
    @DisplayName("versions begin with the generation of the ensemble, start at zero below it and grow by one")
    void versionsStartAtZeroAndGrowByOne() {
        assertThat(read(a)).isEqualTo("NOT_FOUND");
        assertThat(write(a, CouplingFacility.ABSENT, "one")).isEqualTo("OK 0 one");
        assertThat(write(b, 0, "two")).isEqualTo("OK 1 two");
        assertThat(read(a)).isEqualTo("OK 1 two");
        assertThat(generation).isPositive().isEqualTo(logA.self().incarnation() >>> 32);
    }

    @Test
    @DisplayName("a version of another generation is refused: the ensemble was rebuilt since it was read")
    void anotherGenerationIsRefused() {
        assertThat(write(a, CouplingFacility.ABSENT, "one")).isEqualTo("OK 0 one");
        generation--;
        assertThat(write(a, 0, "two")).isEqualTo("VERSION_MISMATCH");
        assertThat(read(a)).isEqualTo("OK 0 one");
    }

    @Test
    void anotherVersionIsRefusedAndNothingWritten() {
        assertThat(write(a, 0, "lost")).isEqualTo("VERSION_MISMATCH");
        assertThat(write(a, CouplingFacility.ABSENT, "one")).isEqualTo("OK 0 one");
        assertThat(write(b, CouplingFacility.ABSENT, "lost")).isEqualTo("VERSION_MISMATCH");
        assertThat(write(b, 1, "lost")).isEqualTo("VERSION_MISMATCH");
        assertThat(read(b)).isEqualTo("OK 0 one");
    }

    @Test
    @DisplayName("of two claims on one version exactly one succeeds")
    void oneOfTwoWins() {
        List<String> replies = new ArrayList<>();
        for (XcfWorld.Stack stack : List.of(a, b)) {
            stack.facility()
                    .write(
                            STRUCTURE,
                            ENTRY,
                            CouplingFacility.ABSENT,
                            bytes(stack.info().system()),
                            (status, entry) -> replies.add(status.name()));
        }
        world.until("both answered", () -> replies.size() == 2);
        assertThat(replies).containsExactlyInAnyOrder("OK", "VERSION_MISMATCH");
    }

    @Test
    void aStructureIsReadSortedByName() {
        assertThat(list(a)).isEqualTo("OK []");
        for (String name : List.of("2001:db8::1", "198.51.100.12", "198.51.100.11")) {
            List<Status> done = new ArrayList<>();
            a.facility().write(STRUCTURE, name, CouplingFacility.ABSENT, bytes("x"), (s, e) -> done.add(s));
            world.until("written", () -> done.contains(Status.OK));
        }
        assertThat(list(b)).isEqualTo("OK [198.51.100.11, 198.51.100.12, 2001:db8::1]");
    }

    @Test
    @DisplayName("I1: only a live incarnation writes; one that was removed, or has not joined, is refused")
    void strangersDoNotWrite() {
        XcfWorld.Stack c = world.stack(XcfWorld.info("SYSC"));
        assertThat(write(c, CouplingFacility.ABSENT, "c")).isEqualTo("NOT_A_MEMBER");
        assertThat(write(a, CouplingFacility.ABSENT, "a")).isEqualTo("OK 0 a");
        world.expire(a);
        assertThat(write(a, 0, "late")).isEqualTo("NOT_A_MEMBER");
        assertThat(read(b)).isEqualTo("OK 0 a");
        world.until("out", () -> logA.lines().contains("left SYSTEM_REMOVED"));
        a.group().join(a.info(), logA);
        world.until("back", () -> logA.lines().getLast().startsWith("joined"));
        assertThat(write(a, 0, "again")).isEqualTo("OK 1 again");
    }

    @Test
    @DisplayName("requests of one stack are carried out in their order, without waiting for answers")
    void inOrder() {
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int before = i - 1;
            a.facility()
                    .write(
                            STRUCTURE,
                            ENTRY,
                            version(before),
                            bytes("n" + i),
                            (status, entry) -> replies.add(text(status, entry)));
            if (i == 0) {
                world.until("structure made", () -> !replies.isEmpty());
            }
        }
        world.until("all answered", () -> replies.size() == 10);
        assertThat(replies).startsWith("OK 0 n0", "OK 1 n1").endsWith("OK 9 n9");
    }

    @Test
    @DisplayName("who has left writes nothing, also while the others have not heard of it")
    void leaversDoNotWrite() {
        assertThat(write(a, CouplingFacility.ABSENT, "a")).isEqualTo("OK 0 a");
        a.group().leave(LeaveReason.OPERATOR);
        assertThat(write(a, 0, "late")).isEqualTo("NOT_A_MEMBER");
        world.until("out", () -> logA.lines().contains("left OPERATOR"));
        assertThat(write(a, 0, "late")).isEqualTo("NOT_A_MEMBER");
        assertThat(read(b)).isEqualTo("OK 0 a");
    }

    @Test
    @DisplayName("entries outlive their writer")
    void entriesStay() {
        assertThat(write(a, CouplingFacility.ABSENT, "a")).isEqualTo("OK 0 a");
        world.kill(a);
        world.until("left", () -> logB.lines().contains("memberLeft SYSATCPIP ABEND"));
        assertThat(write(b, 0, "b")).isEqualTo("OK 1 b");
    }

    @Test
    @DisplayName("without an answer a request is in doubt, and what was written before is still there afterwards")
    void inDoubt() {
        assertThat(write(a, CouplingFacility.ABSENT, "a")).isEqualTo("OK 0 a");
        world.coordination(false);
        assertThat(write(a, 0, "doubt")).isEqualTo("IN_DOUBT");
        assertThat(read(a)).isEqualTo("IN_DOUBT");
        assertThat(list(a)).isEqualTo("IN_DOUBT []");
        world.coordination(true);
        world.until("answers again", () -> read(a).startsWith("OK"));
    }

    /** What the tests write down as a version: without the generation. */
    private long version(long expected) {
        return expected == CouplingFacility.ABSENT ? expected : generation << 32 | expected;
    }

    private String write(XcfWorld.Stack stack, long expected, String text) {
        List<String> reply = new ArrayList<>();
        stack.facility()
                .write(
                        STRUCTURE,
                        ENTRY,
                        version(expected),
                        bytes(text),
                        (status, entry) -> reply.add(text(status, entry)));
        world.until("write answered", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private String read(XcfWorld.Stack stack) {
        List<String> reply = new ArrayList<>();
        stack.facility().read(STRUCTURE, ENTRY, (status, entry) -> reply.add(text(status, entry)));
        world.until("read answered", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private String list(XcfWorld.Stack stack) {
        List<String> reply = new ArrayList<>();
        stack.facility()
                .readAll(
                        STRUCTURE,
                        (status, entries) -> reply.add(
                                status + " " + entries.stream().map(Entry::name).toList()));
        world.until("list answered", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private String text(Status status, Optional<Entry> entry) {
        entry.ifPresent(e -> generation = e.version() >>> 32);
        return status
                + entry.map(e -> " " + (int) e.version() + " " + new String(e.data(), StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
