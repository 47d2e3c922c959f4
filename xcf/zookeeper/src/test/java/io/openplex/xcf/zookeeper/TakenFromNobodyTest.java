package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.v1.OwnershipRecord;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim takes no address from an active owner, whatever the claimer believes (ownership rule, clause 10). */
class TakenFromNobodyTest {
    private static final String STRUCTURE = "DVIPA";
    private static final String ADDRESS = "198.51.100.11";

    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private ZooKeeperWorld world;
    private ZooKeeperStack a;
    private ZooKeeperStack b;
    private Entry owned = new Entry("", 0, new byte[0]);

    /** The end of a write. */
    private record Written(Status status, Optional<Entry> entry) {}

    @BeforeEach
    void ownerAndClaimer() throws Exception {
        world = new ZooKeeperWorld();
        a = joined("SYSA", logA);
        b = joined("SYSB", logB);
        owned = write(a, CouplingFacility.ABSENT, record(logA.self()), logA.self())
                .entry()
                .orElseThrow();
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private ZooKeeperStack joined(String system, EventLog log) {
        ZooKeeperStack stack = world.stack(XcfWorld.info(system).at("home of " + system, "127.0.0.1:9"));
        stack.group().join(stack.info(), log);
        world.until("joined", () -> !log.lines().isEmpty());
        return stack;
    }

    private static byte[] record(Member owner) {
        return OwnershipRecord.newBuilder()
                .setMember(owner.name())
                .setIncarnation(owner.incarnation())
                .build()
                .toByteArray();
    }

    private Written write(ZooKeeperStack by, long expected, byte[] content, Member inFavourOf) {
        List<Written> reply = new ArrayList<>();
        by.facility()
                .write(
                        STRUCTURE,
                        ADDRESS,
                        expected,
                        content,
                        Optional.of(inFavourOf),
                        (s, e) -> reply.add(new Written(s, e)));
        world.until("written", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private Status claim() {
        return write(b, owned.version(), record(logB.self()), logB.self()).status();
    }

    private List<Entry> read(ZooKeeperStack by) {
        List<Entry> found = new ArrayList<>();
        by.facility().readAll(STRUCTURE, (s, all) -> found.addAll(all));
        world.until("read", () -> !found.isEmpty());
        return found;
    }

    @ParameterizedTest(name = "the claimer has read the record: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("an active owner keeps its record; when it is not active any more the same claim succeeds")
    void theOwnerIsActive(boolean read) {
        if (read) {
            assertThat(read(b)).hasSize(1);
        }
        assertThat(claim()).isEqualTo(Status.VERSION_MISMATCH);
        assertThat(read(b).getFirst().version()).isEqualTo(owned.version());
        world.expire(a);
        assertThat(claim()).isEqualTo(Status.OK);
        assertThat(read(b).getFirst().data()).isEqualTo(record(logB.self()));
        world.settle();
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left"));
        assertThat(logB.count("memberLeft SYSATCPIP SYSTEM_REMOVED")).isEqualTo(1);
    }

    @Test
    @DisplayName("an owner gives its own away, writes it again, and takes it from its own earlier life")
    void whatIsItsOwn() {
        long version = owned.version();
        version = write(a, version, record(logA.self()), logA.self())
                .entry()
                .orElseThrow()
                .version();
        Entry given =
                write(a, version, record(logB.self()), logB.self()).entry().orElseThrow();
        assertThat(write(a, given.version(), record(logA.self()), logA.self()).status())
                .isEqualTo(Status.VERSION_MISMATCH);
        world.kill(b);
        EventLog again = new EventLog();
        ZooKeeperStack second = joined("SYSB", again);
        assertThat(write(second, given.version(), record(again.self()), again.self())
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    @DisplayName("a version that is not there any more, or a record that nobody can read, is handled as ever")
    void otherVersions() {
        byte[] unreadable = "no record".getBytes(StandardCharsets.US_ASCII);
        Entry broken =
                write(a, owned.version(), unreadable, logA.self()).entry().orElseThrow();
        assertThat(claim()).isEqualTo(Status.VERSION_MISMATCH);
        assertThat(write(b, broken.version(), record(logB.self()), logB.self()).status())
                .isEqualTo(Status.OK);
    }
}
