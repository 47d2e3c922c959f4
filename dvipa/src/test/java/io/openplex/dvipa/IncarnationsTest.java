package io.openplex.dvipa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.VipaDefine;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An address is claimed when exactly its owner's incarnation is known to be gone (ownership rule, clause 10). */
class IncarnationsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress V = IpAddress.parse("192.0.2.10");

    private final DvipaEngine engine = new DvipaEngine(DvipaSettings.DEFAULT, address -> 0);
    private long now = SECOND;
    private Optional<OwnerId> owner = Optional.empty();
    private boolean unreadable;
    private long version = 4;
    private final List<List<String>> complaints = new ArrayList<>();
    private boolean claimed;
    private final Set<OwnerId> sought = new HashSet<>();

    private static Member member(String letter, long incarnation) {
        return new Member(
                incarnation,
                new MemberInfo(
                        "SYS" + letter, "TCP" + letter, letter, "CPC", letter, Optional.empty(), Optional.empty()));
    }

    private void feed(DvipaEvent event) {
        for (DvipaAction action : engine.handle(event, now)) {
            switch (action) {
                case DvipaAction.ReadRecord r ->
                    feed(new DvipaEvent.RecordRead(
                            r.address(),
                            r.attempt(),
                            Optional.of(
                                    unreadable
                                            ? OwnershipView.unreadable(version)
                                            : new OwnershipView(version, owner))));
                case DvipaAction.IssueMessage m when m.id().equals("OPX0023I") -> complaints.add(m.arguments());
                case DvipaAction.WriteRecord w -> claimed = true;
                case DvipaAction.FindIncarnation f -> sought.add(f.owner());
                default -> {
                    // Of no interest here.
                }
            }
        }
    }

    /** SYSA, incarnation 5, is the best in line; the record names a life of SYSB. */
    private void recordNames(long incarnation) {
        owner = Optional.of(OwnerId.of(member("B", incarnation)));
        feed(new DvipaEvent.Joined(member("A", 5), List.of()));
        feed(new DvipaEvent.MemberJoined(member("B", 7)));
    }

    private void pass() {
        for (int i = 0; i < 20; i++) {
            now += SECOND / 10;
            feed(new DvipaEvent.Timer());
        }
    }

    @BeforeEach
    void defined() {
        feed(new DvipaEvent.Configured(List.of(VipaDefine.immediate(IpPrefix.parse("192.0.2.10/24"))), true));
    }

    @Test
    @DisplayName("the proven end of a later life says nothing of one that was isolated a moment before")
    void aLaterLifeEnds() {
        recordNames(7);
        feed(new DvipaEvent.MemberJoined(member("B", 9)));
        feed(new DvipaEvent.MemberLeft(member("B", 9), LeaveReason.ABEND));
        pass();
        assertThat(claimed).isFalse();
        feed(new DvipaEvent.MemberLeft(member("B", 7), LeaveReason.SYSTEM_REMOVED));
        pass();
        assertThat(claimed).isTrue();
    }

    @Test
    @DisplayName("a life that this stack never heard of is gone when the wait since the next one's joining is over")
    void aLifeThatWasMissed() {
        recordNames(8);
        feed(new DvipaEvent.MemberJoined(member("B", 9)));
        feed(new DvipaEvent.MemberLeft(member("B", 7), LeaveReason.ABEND));
        feed(new DvipaEvent.MemberLeft(member("B", 9), LeaveReason.ABEND));
        pass();
        assertThat(claimed).isFalse();
        feed(new DvipaEvent.EarlierGone(member("B", 9)));
        pass();
        assertThat(claimed).isTrue();
    }

    @Test
    @DisplayName("a later life that was missed whole, and has no successor, is looked up, and gone when that says so")
    void aWholeLifeThatWasMissed() {
        recordNames(10);
        feed(new DvipaEvent.MemberLeft(member("B", 7), LeaveReason.ABEND));
        pass();
        assertThat(claimed).isFalse();
        assertThat(sought).containsExactly(OwnerId.of(member("B", 10)));
        feed(new DvipaEvent.IncarnationGone(OwnerId.of(member("B", 11))));
        pass();
        assertThat(claimed).isFalse();
        feed(new DvipaEvent.IncarnationGone(OwnerId.of(member("B", 10))));
        pass();
        assertThat(claimed).isTrue();
    }

    @Test
    @DisplayName("on a record that cannot be read nobody claims, and each version of it is complained of once")
    void unreadableRecord() {
        unreadable = true;
        feed(new DvipaEvent.Joined(member("A", 5), List.of()));
        pass();
        assertThat(claimed).isFalse();
        assertThat(sought).isEmpty();
        assertThat(complaints).containsExactly(List.of(V.toConsole()));
        version++;
        pass();
        assertThat(claimed).isFalse();
        assertThat(complaints).hasSize(2);
        unreadable = false;
        version++;
        pass();
        assertThat(claimed).isTrue();
        assertThat(complaints).hasSize(2);
    }

    @Test
    @DisplayName("an owner that is a member is not looked up")
    void aMemberIsKnown() {
        recordNames(7);
        pass();
        assertThat(sought).isEmpty();
        assertThat(claimed).isFalse();
    }

    @Test
    @DisplayName("earlier lives being gone says nothing of the life itself, nor of later ones")
    void notTheLifeItself() {
        recordNames(9);
        feed(new DvipaEvent.MemberJoined(member("B", 9)));
        feed(new DvipaEvent.EarlierGone(member("B", 9)));
        feed(new DvipaEvent.MemberJoined(member("B", 11)));
        pass();
        assertThat(claimed).isFalse();
        assertThat(engine.owns(V)).isFalse();
        feed(new DvipaEvent.EarlierGone(member("B", 11)));
        pass();
        assertThat(claimed).isTrue();
    }
}
