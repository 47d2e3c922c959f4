package io.openplex.xcf.api.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises, confirmations, the list and isolation (ownership rule, clauses 4 to 8). */
class RightToOwnTest extends RightBench {
    @Test
    @DisplayName("clause 7: licensed while the promises of the whole list are in force, counted from sending")
    void licensedByPromises() {
        ensemble.available = false;
        assertThat(right.claimUntilNanos()).isLessThan(now);
        ensemble.available = true;
        right.step(now);
        ensemble.answerAll();
        long sentAt = now;
        right.step(now);
        now += 10 * MS;
        ensemble.available = false;
        answer(b, true);
        assertThat(right.claimUntilNanos()).as("SYSC has not promised").isLessThan(now + V.confirmationNanos());
        answer(c, true);
        assertThat(right.claimUntilNanos()).isEqualTo(sentAt + V.promiseNanos());
    }

    @Test
    @DisplayName("clause 6: without promises the ensemble confirms, for G from sending, asked every G/4")
    void licensedByConfirmations() {
        nobodyMayBeIsolated();
        everybodyAnswers(200);
        ensemble.confirmations = 0;
        run(400);
        assertThat(ensemble.confirmations).isBetween(14, 20);
        assertThat(right.claimUntilNanos()).isGreaterThan(now + V.confirmationNanos() / 2);
        ensemble.available = false;
        run(V.confirmationNanos() / MS + 1);
        assertThat(right.claimUntilNanos()).isLessThanOrEqualTo(now);
        assertThat(right.suspended()).isTrue();
        assertThat(right.counters().suspensions()).isEqualTo(1);
    }

    @Test
    @DisplayName("I3: with all promises in force the ensemble is not needed at all")
    void ensembleAway() {
        everybodyAnswers(200);
        ensemble.available = false;
        ensemble.confirmations = 0;
        everybodyAnswers(5_000);
        assertThat(right.claimUntilNanos()).isGreaterThan(now);
        assertThat(ensemble.confirmations).isZero();
        assertThat(right.counters().suspensions()).isZero();
    }

    @Test
    @DisplayName("clause 5: an answer that comes late entitles from the sending of what it answers, not from receipt")
    void lateAnswer() {
        run(1);
        ensemble.available = false;
        now += V.promiseNanos();
        answer(b, true);
        answer(c, true);
        assertThat(right.claimUntilNanos()).isLessThanOrEqualTo(now);
    }

    @Test
    @DisplayName("clause 8: a silent member is isolated when the promise is over and its beat has stood still for kG")
    void isolatesTheSilent() {
        known();
        long lastHeard = now - MS;
        answerOnly(c, 400);
        assertThat(ensemble.isolated).containsExactly(b);
        assertThat(ensemble.isolatedAt)
                .isBetween(lastHeard + V.boundNanos() - MS, lastHeard + V.boundNanos() + 25 * MS);
        assertThat(acts.notices).contains("ISOLATING SYSBTCPIP", "ISOLATED SYSBTCPIP");
    }

    @Test
    @DisplayName("a newcomer that stands still before it is warm is not isolated at once")
    void newcomersAreSpared() {
        answerOnly(c, 1_900);
        assertThat(ensemble.isolated).isEmpty();
        answerOnly(c, 300);
        assertThat(ensemble.isolated).containsExactly(b);
    }

    @Test
    @DisplayName("clause 8: a beat that moves keeps a member that is not heard, however long")
    void aMovingBeatKeeps() {
        known();
        for (int i = 0; i < 60; i++) {
            answerOnly(c, 20);
            ensemble.beat++;
        }
        assertThat(ensemble.isolated).isEmpty();
    }

    @Test
    @DisplayName("one that was told to be barred, or about to be isolated, is told to be heard again, once")
    void toldToBeHeardAgain() {
        ensemble.theirList = new TreeSet<>();
        acts.holds = true;
        known();
        for (int i = 0; i < 40 && !acts.notices.contains("BARRED SYSBTCPIP"); i++) {
            answerOnly(c, 20);
        }
        everybodyAnswers(200);
        assertThat(acts.notices).containsExactly("BARRED SYSBTCPIP", "HEARD_AGAIN SYSBTCPIP");
        acts.notices.clear();
        ensemble.theirList = new TreeSet<>(List.of(seat(a)));
        ensemble.isolationAnswer = Answer.REFUSED;
        ensemble.slowNanos = 5 * MS;
        for (int i = 0; i < 400 && acts.notices.isEmpty(); i++) {
            run(1);
            answer(c, true);
        }
        now += ensemble.slowNanos;
        ensemble.answerAll();
        everybodyAnswersAtOnce();
        everybodyAnswers(200);
        assertThat(acts.notices).startsWith("ISOLATING SYSBTCPIP").endsWith("HEARD_AGAIN SYSBTCPIP");
        assertThat(acts.notices.stream().filter("HEARD_AGAIN SYSBTCPIP"::equals))
                .hasSize(1);
    }

    @Test
    @DisplayName("clause 8: without a seat in its list a holder of addresses is not isolated, another one is")
    void withoutASeat() {
        ensemble.theirList = new TreeSet<>();
        acts.holds = true;
        known();
        answerOnly(c, 600);
        assertThat(ensemble.isolated).isEmpty();
        assertThat(acts.notices).contains("BARRED SYSBTCPIP");
        acts.holds = false;
        answerOnly(c, 800);
        assertThat(ensemble.isolated).containsExactly(b);
    }

    @Test
    @DisplayName(
            "clause 5: no promise while the isolation is in flight or in doubt; doubt ends by rewriting the own record")
    void noPromiseInDoubt() {
        known();
        ensemble.isolationAnswer = Answer.IN_DOUBT;
        ensemble.rewrites = 0;
        ensemble.holdRewrites = true;
        answerOnly(c, 400);
        assertThat(ensemble.isolationsAsked).isEqualTo(1);
        answer(b, true);
        run(40);
        assertThat(acts.last(b).beat().promise()).as("in doubt").isFalse();
        assertThat(acts.last(c).beat().promise()).isTrue();
        ensemble.holdRewrites = false;
        answerOnly(c, 60);
        assertThat(ensemble.rewrites).isPositive();
        answer(b, true);
        run(40);
        assertThat(acts.last(b).beat().promise())
                .as("resolved: it is still active")
                .isTrue();
    }

    @Test
    @DisplayName("clause 5: no promise to a member that is known not to be active any more")
    void noPromiseAfterIsolation() {
        known();
        answerOnly(c, 400);
        assertThat(ensemble.isolated).containsExactly(b);
        int before = acts.sent.size();
        answer(b, true);
        answerOnly(c, 100);
        assertThat(acts.sent.subList(before, acts.sent.size())).noneMatch(s -> s.to().equals(b));
    }

    @Test
    @DisplayName("clause 4: a member that is heard is added, one that is gone is dropped; meanwhile both lists count")
    void theListFollowsTheGroup() {
        everybodyAnswers(100);
        Member d = member("SYSD", 4);
        right.memberJoined(d);
        everybodyAnswers(100);
        assertThat(ensemble.list).doesNotContain(seat(d));
        answer(d, true);
        ensemble.available = false;
        run(1);
        assertThat(right.claimUntilNanos()).as("the addition is under way").isGreaterThan(now);
        ensemble.available = true;
        answer(d, true);
        run(60);
        answer(d, true);
        run(60);
        assertThat(ensemble.list).contains(seat(d));
        right.memberLeft(d);
        everybodyAnswers(100);
        assertThat(ensemble.list).containsExactlyInAnyOrder(seat(b), seat(c));
        everybodyAnswers(300);
        assertThat(right.claimUntilNanos()).isGreaterThan(now + V.promiseNanos() / 2);
    }

    @Test
    @DisplayName(
            "clause 4: an addition that was refused counts until the list is written again, which follows by itself")
    void aRefusedAddition() {
        everybodyAnswers(100);
        Member d = member("SYSD", 4);
        right.memberJoined(d);
        ensemble.refusedLists = 1;
        everybodyAnswers(20);
        answer(d, true);
        for (int i = 0; i < 40 && ensemble.refusedLists > 0; i++) {
            run(1);
        }
        right.memberLeft(d);
        assertThat(ensemble.list).containsExactlyInAnyOrder(seat(b), seat(c));
        everybodyAnswers(600);
        ensemble.available = false;
        everybodyAnswers(600);
        assertThat(right.claimUntilNanos()).as("by promises alone").isGreaterThan(now);
    }

    @Test
    @DisplayName("an incarnation that is not active any more claims nothing from that moment on")
    void revoked() {
        everybodyAnswers(200);
        assertThat(right.claimUntilNanos()).isGreaterThan(now);
        ensemble.member = false;
        run(V.promiseNanos() / MS);
        assertThat(right.claimUntilNanos()).isLessThan(now);
        assertThat(acts.revoked).isTrue();
        assertThat(ensemble.rereads).as("the group is made to find out").isEqualTo(1);
    }

    @Test
    @DisplayName("a barred member is not read again for L after the answer, however late that came")
    void barredIsReadSeldom() {
        barred(300);
        int before = ensemble.readsOfOthers;
        answerOnly(c, V.promiseNanos() / MS - 20);
        assertThat(ensemble.readsOfOthers).isEqualTo(before);
        answerOnly(c, 60);
        assertThat(ensemble.readsOfOthers).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("a barred member that was heard and falls silent again is looked at as early as any other")
    void barredAndHeard() {
        barred(0);
        int before = ensemble.readsOfOthers;
        answer(b, true);
        answerOnly(c, 140);
        assertThat(ensemble.readsOfOthers).isEqualTo(before + 1);
    }

    /** SYSB holds addresses and has no seat for SYSA; whether it holds any is answered after some time. */
    private void barred(long answeredAfterMillis) {
        ensemble.theirList = new TreeSet<>();
        acts.holds = true;
        acts.holdAnswers = true;
        known();
        for (int i = 0; i < 40 && acts.heldBack.isEmpty(); i++) {
            answerOnly(c, 20);
        }
        answerOnly(c, answeredAfterMillis);
        acts.heldBack.remove().run();
        assertThat(acts.notices).containsExactly("BARRED SYSBTCPIP");
    }

    @Test
    @DisplayName("answers to a membership that is over change nothing in the next one")
    void lateAnswers() {
        everybodyAnswers(100);
        ensemble.slowNanos = 50 * MS;
        ensemble.member = false;
        run(210);
        right.left();
        ensemble.member = true;
        Member again = member("SYSA", 9);
        right.joined(again, List.of());
        acts.revoked = false;
        run(200);
        assertThat(acts.revoked).isFalse();
        assertThat(right.claimUntilNanos()).isGreaterThan(now);
    }

    @Test
    @DisplayName("clause 7: suspended longer than U while the ensemble answers, the addresses are given up")
    void resigns() {
        nobodyMayBeIsolated();
        everybodyAnswers(200);
        ensemble.slowNanos = V.confirmationNanos() + MS;
        run(V.resignAfterNanos() / MS + 400);
        assertThat(acts.resignedUntil).isGreaterThan(now);
        assertThat(right.counters().resignations()).isEqualTo(1);
    }

    @Test
    @DisplayName("heartbeats of strangers, for earlier lives and from before are refused and counted")
    void refused() {
        right.step(now);
        right.received(new Heartbeat(99, a.incarnation(), 1, 0, true, 3), now);
        right.received(new Heartbeat(b.incarnation(), 77, 1, 0, true, 3), now);
        assertThat(right.counters().strangers()).isEqualTo(2);
        assertThat(ensemble.rereads).isEqualTo(1);
        right.received(new Heartbeat(b.incarnation(), a.incarnation(), 5, 0, false, 3), now);
        right.received(new Heartbeat(b.incarnation(), a.incarnation(), 5, 0, false, 3), now);
        right.received(new Heartbeat(b.incarnation(), a.incarnation(), 4, 999, true, 3), now);
        assertThat(right.counters().replayed()).isEqualTo(2);
        assertThat(right.claimUntilNanos()).isLessThan(now);
    }

    @Test
    @DisplayName("values that do not fit together are named")
    void values() {
        assertThat(V.complaints()).isEmpty();
        assertThat(V.withIntervals(60 * MS, 200 * MS, 80 * MS).complaints())
                .anyMatch(t -> t.contains("four heartbeats"));
        assertThat(V.withIntervals(20 * MS, 200 * MS, 20 * MS).complaints()).anyMatch(t -> t.contains("too short"));
        assertThat(V.withIntervals(20 * MS, 200 * MS, 150 * MS).complaints())
                .anyMatch(t -> t.contains("longer than the confirmation"));
        assertThat(V.withSession(1_000 * MS).complaints()).anyMatch(t -> t.contains("ten promises"));
        assertThat(V.withWaits(1, 1).complaints()).anyMatch(t -> t.contains("error of both clocks"));
        assertThat(V.withIntervals(0, 200 * MS, 80 * MS).complaints()).hasSize(1);
    }
}
