package io.openplex.dvipa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every phase with every event that can meet it: a pair without a line in the table fails. */
class LifeCycleTest {
    private static final IpAddress V = IpAddress.parse("192.0.2.10");
    private static final Member SELF = member("A", 5);
    private static final Member PEER = member("B", 3);

    /** Columns of {@link #TABLE}. */
    private enum Happening {
        READ_NOBODY,
        READ_SELF,
        READ_UNANSWERED,
        WRITTEN,
        MISMATCH,
        IN_DOUBT,
        FRAMES_LEFT,
        MOVE_GIVEN,
        PEER_ANNOUNCED,
        PEER_LEFT,
        TIMER,
        DEACTIVATE,
        LEFT
    }

    private static final List<String> TABLE = List.of(
            "WAITING: - - - - - - - READING - CLAIMING - - -",
            "DOUBT: - - - - - - - - - - READING - WAITING",
            "READING: CLAIMING ACTIVE DOUBT - - - - - - - - - WAITING",
            "CLAIMING: - - - ACTIVE READING DOUBT - - - - - - WAITING",
            "ACTIVE: - - - - - - - - GIVE_READING - - FENCED WAITING",
            "FENCED: - - - - - - GIVING - GIVE_READING - - - WAITING",
            "GIVING: - - - WAITING GIVE_READING GIVE_DOUBT - - - - - - WAITING",
            "GIVE_DOUBT: - - - - - - - - - - GIVE_READING - WAITING",
            "GIVE_READING: WAITING RESUMING GIVE_DOUBT - - - - - - - - - WAITING",
            "RESUMING: - - - FENCED GIVE_READING GIVE_DOUBT - - - - - - WAITING");

    private DvipaEngine engine = engine();
    private long now = 1;
    private long attempt;
    private long version;

    private static Member member(String letter, long incarnation) {
        return new Member(
                incarnation,
                new MemberInfo(
                        "SYS" + letter, "TCP" + letter, letter, "CPC", letter, Optional.empty(), Optional.empty()));
    }

    private static DvipaEngine engine() {
        return new DvipaEngine(DvipaSettings.DEFAULT, address -> 0);
    }

    private void feed(DvipaEvent event) {
        for (DvipaAction action : engine.handle(event, now)) {
            if (action instanceof DvipaAction.ReadRecord read) {
                attempt = read.attempt();
            } else if (action instanceof DvipaAction.WriteRecord write) {
                attempt = write.attempt();
            }
        }
    }

    private void read(Optional<OwnerId> owner) {
        feed(new DvipaEvent.RecordRead(V, attempt, Optional.of(new OwnershipView(version, owner))));
    }

    private void written(WriteOutcome outcome) {
        version += outcome == WriteOutcome.WRITTEN ? 1 : 0;
        feed(new DvipaEvent.RecordWritten(V, attempt, outcome, version));
    }

    private void cause(Happening happening) {
        switch (happening) {
            case READ_NOBODY -> read(Optional.empty());
            case READ_SELF -> read(Optional.of(OwnerId.of(SELF)));
            case READ_UNANSWERED -> feed(new DvipaEvent.RecordRead(V, attempt, Optional.empty()));
            case WRITTEN -> written(WriteOutcome.WRITTEN);
            case MISMATCH -> written(WriteOutcome.MISMATCH);
            case IN_DOUBT -> written(WriteOutcome.IN_DOUBT);
            case FRAMES_LEFT -> feed(new DvipaEvent.FramesLeft());
            case MOVE_GIVEN -> feed(new DvipaEvent.MoveGiven(PEER, V, version + 2));
            case PEER_ANNOUNCED -> feed(new DvipaEvent.OwnerAnnounced(PEER, V, version + 5));
            case PEER_LEFT -> feed(new DvipaEvent.MemberLeft(PEER, LeaveReason.ABEND));
            case TIMER -> {
                now += 10_000_000_000L;
                feed(new DvipaEvent.Timer());
            }
            case DEACTIVATE -> feed(new DvipaEvent.Deactivate(V));
            case LEFT -> feed(new DvipaEvent.Left(LeaveReason.OPERATOR));
        }
    }

    private void reach(Phase phase) {
        engine = engine();
        version = 0;
        feed(new DvipaEvent.Configured(List.of(VipaDefine.immediate(new IpPrefix(V, 24))), true));
        feed(new DvipaEvent.Joined(SELF, List.of(PEER)));
        boolean owned = phase == Phase.WAITING;
        TableEntry theirs = new TableEntry(
                V,
                24,
                "",
                Origin.BACKUP,
                owned ? Status.ACTIVE : Status.BACKUP,
                100,
                Moveable.IMMEDIATE,
                DistributionRole.NEITHER,
                owned ? 1 : 0,
                1);
        feed(new DvipaEvent.TableReceived(PEER, List.of(theirs)));
        List<Runnable> path = List.of(
                () -> read(Optional.empty()),
                () -> written(WriteOutcome.WRITTEN),
                () -> cause(Happening.DEACTIVATE),
                () -> cause(Happening.FRAMES_LEFT),
                () -> cause(Happening.IN_DOUBT),
                () -> cause(Happening.TIMER),
                () -> cause(Happening.READ_SELF));
        switch (phase) {
            case WAITING -> read(Optional.of(OwnerId.of(PEER)));
            case DOUBT -> cause(Happening.READ_UNANSWERED);
            case READING -> {}
            default ->
                path.subList(0, phase.ordinal() - Phase.CLAIMING.ordinal() + 1).forEach(Runnable::run);
        }
        assertThat(engine.phase(V)).contains(phase);
    }

    @Test
    @DisplayName("All pairs of phase and event")
    void allPairs() {
        List<String> actual = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            StringBuilder line = new StringBuilder(phase.name()).append(':');
            for (Happening happening : Happening.values()) {
                reach(phase);
                cause(happening);
                line.append(' ')
                        .append(engine.phase(V)
                                .map(p -> p == phase ? "-" : p.name())
                                .orElse("gone"));
            }
            actual.add(line.toString());
        }
        assertThat(actual).isEqualTo(TABLE);
    }
}
