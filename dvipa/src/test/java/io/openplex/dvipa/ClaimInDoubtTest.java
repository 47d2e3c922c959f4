package io.openplex.dvipa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.VipaDefine;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A claim whose answer was lost cannot land any more when the stack does not want the address (clauses 3 and 12). */
class ClaimInDoubtTest {
    private static final IpAddress V = IpAddress.parse("192.0.2.10");
    private static final Member SELF =
            new Member(5, new MemberInfo("SYSA", "TCPA", "A", "CPC", "A", Optional.empty(), Optional.empty()));

    private final DvipaEngine engine = new DvipaEngine(DvipaSettings.DEFAULT, address -> 0);
    private final List<DvipaAction.WriteRecord> writes = new ArrayList<>();
    private long now = 1_000_000_000L;
    private OwnershipView record = new OwnershipView(4, Optional.empty());

    private void feed(DvipaEvent event) {
        for (DvipaAction action : engine.handle(event, now)) {
            switch (action) {
                case DvipaAction.ReadRecord r ->
                    feed(new DvipaEvent.RecordRead(r.address(), r.attempt(), Optional.of(record)));
                case DvipaAction.WriteRecord w -> writes.add(w);
                default -> {
                    // Of no interest here.
                }
            }
        }
    }

    /** What the coupling facility does with a write, whenever it comes to it. */
    private WriteOutcome land(DvipaAction.WriteRecord write) {
        if (write.expectedVersion() != record.version()) {
            return WriteOutcome.MISMATCH;
        }
        record = new OwnershipView(record.version() + 1, write.owner());
        return WriteOutcome.WRITTEN;
    }

    private void answer(DvipaAction.WriteRecord write, WriteOutcome outcome) {
        feed(new DvipaEvent.RecordWritten(V, write.attempt(), outcome, record.version()));
    }

    private void pass() {
        for (int i = 0; i < 20; i++) {
            now += 100_000_000L;
            feed(new DvipaEvent.Timer());
            if (engine.awaitsFlush()) {
                feed(new DvipaEvent.FramesLeft());
            }
        }
    }

    /** The claim's answer is lost, and the operator deactivates the address. */
    @BeforeEach
    void claimedInDoubt() {
        feed(new DvipaEvent.Configured(List.of(VipaDefine.immediate(new IpPrefix(V, 24))), true));
        feed(new DvipaEvent.Joined(SELF, List.of()));
        assertThat(writes).hasSize(1);
        answer(writes.getFirst(), WriteOutcome.IN_DOUBT);
        feed(new DvipaEvent.Deactivate(V));
    }

    @Test
    @DisplayName("nobody is written over the version that was claimed, so the late claim fails")
    void theLateClaimFails() {
        pass();
        assertThat(writes).hasSize(2);
        DvipaAction.WriteRecord withdrawal = writes.getLast();
        assertThat(withdrawal.owner()).isEmpty();
        assertThat(withdrawal.expectedVersion()).isEqualTo(4);
        answer(withdrawal, land(withdrawal));
        assertThat(land(writes.getFirst())).isEqualTo(WriteOutcome.MISMATCH);
        pass();
        assertThat(writes).hasSize(2);
        assertThat(record).isEqualTo(new OwnershipView(5, Optional.empty()));
    }

    @Test
    @DisplayName("the claim lands before the withdrawal: the address is released")
    void theClaimWins() {
        pass();
        DvipaAction.WriteRecord withdrawal = writes.getLast();
        assertThat(land(writes.getFirst())).isEqualTo(WriteOutcome.WRITTEN);
        answer(withdrawal, land(withdrawal));
        for (int i = 2; i < 5 && i < writes.size(); i++) {
            answer(writes.get(i), land(writes.get(i)));
            pass();
        }
        assertThat(record.owner()).isEmpty();
        assertThat(engine.owns(V)).isFalse();
    }

    @Test
    @DisplayName("the reread shows that the claim had landed: the address is released")
    void theClaimHadLanded() {
        assertThat(land(writes.getFirst())).isEqualTo(WriteOutcome.WRITTEN);
        pass();
        assertThat(writes).hasSize(2);
        answer(writes.getLast(), land(writes.getLast()));
        pass();
        assertThat(record.owner()).isEmpty();
    }

    @Test
    @DisplayName("a withdrawal in doubt is made again, one that meets another's record is not")
    void theWithdrawalInDoubt() {
        pass();
        answer(writes.getLast(), WriteOutcome.IN_DOUBT);
        pass();
        assertThat(writes).hasSize(3);
        assertThat(writes.getLast().owner()).isEmpty();
        record = new OwnershipView(5, Optional.of(new OwnerId("SYSBTCPB", 7)));
        answer(writes.getLast(), land(writes.getLast()));
        pass();
        assertThat(writes).hasSize(3);
    }

    @Test
    @DisplayName("wanted again meanwhile: the address is claimed again and comes up")
    void wantedAgain() {
        feed(new DvipaEvent.Reactivate(V));
        pass();
        assertThat(writes).hasSize(2);
        assertThat(writes.getLast().owner()).contains(OwnerId.of(SELF));
        answer(writes.getLast(), land(writes.getLast()));
        assertThat(engine.owns(V)).isTrue();
    }
}
