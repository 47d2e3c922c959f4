package io.openplex.xcf.api.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import io.openplex.xcf.api.right.CoupleDataSet.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One engine, SYSA, among SYSB and SYSC; time and every answer are made by hand. */
class RightToOwnTest {
    private static final long MS = 1_000_000L;
    private static final RightValues V = RightValues.DEFAULT;

    private final Member a = member("SYSA", 1);
    private final Member b = member("SYSB", 2);
    private final Member c = member("SYSC", 3);
    private long now = 1_000 * MS;
    private final Ensemble ensemble = new Ensemble();
    private final Acts acts = new Acts();
    private final RightToOwn right = new RightToOwn(V, ensemble, () -> now, acts);

    private static Member member(String system, long incarnation) {
        MemberInfo info = new MemberInfo(system, "TCPIP", "A1", "CPC1", "VTAM", Optional.empty(), Optional.empty());
        return new Member(incarnation, info.at("home-" + system, "host:" + incarnation));
    }

    private static Seat seat(Member member) {
        return new Seat(member.name(), member.info().home());
    }

    @BeforeEach
    void join() {
        ensemble.list.add(seat(b));
        ensemble.list.add(seat(c));
        right.joined(a, List.of(b, c));
    }

    /** Until nobody is a newcomer any more. */
    private void known() {
        everybodyAnswers(10 * V.promiseNanos() / MS);
    }

    private void run(long millis) {
        for (long i = 0; i < millis; i++) {
            right.step(now);
            ensemble.answerAll();
            now += MS;
        }
        right.step(now);
    }

    /** The partner answers our latest heartbeat with one of its own. */
    private void answer(Member from, boolean promise) {
        long last = acts.sent.stream()
                .filter(s -> s.to.equals(from))
                .mapToLong(s -> s.beat.sequence())
                .max()
                .orElse(0);
        beats++;
        right.received(new Heartbeat(from.incarnation(), a.incarnation(), beats, promise ? last : 0, promise, 3), now);
    }

    private long beats;

    private void everybodyAnswers(long millis) {
        for (long i = 0; i < millis; i += 20) {
            run(19);
            answer(b, true);
            answer(c, true);
            run(1);
        }
    }

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

    private void nobodyMayBeIsolated() {
        ensemble.theirList = new TreeSet<>();
        acts.holds = true;
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

    private void answerOnly(Member who, long millis) {
        for (long i = 0; i < millis; i += 20) {
            run(20);
            answer(who, true);
        }
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
        assertThat(acts.last(b).beat.promise()).as("in doubt").isFalse();
        assertThat(acts.last(c).beat.promise()).isTrue();
        ensemble.holdRewrites = false;
        answerOnly(c, 60);
        assertThat(ensemble.rewrites).isPositive();
        answer(b, true);
        run(40);
        assertThat(acts.last(b).beat.promise())
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
        assertThat(acts.sent.subList(before, acts.sent.size())).noneMatch(s -> s.to.equals(b));
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
    @DisplayName("an incarnation that is not active any more claims nothing from that moment on")
    void revoked() {
        everybodyAnswers(200);
        assertThat(right.claimUntilNanos()).isGreaterThan(now);
        ensemble.member = false;
        run(V.promiseNanos() / MS);
        assertThat(right.claimUntilNanos()).isLessThan(now);
        assertThat(acts.revoked).isTrue();
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

    private static final class Acts implements RightToOwn.Surroundings {
        record Sent(Member to, Heartbeat beat) {}

        final List<Sent> sent = new ArrayList<>();
        final List<String> notices = new ArrayList<>();
        boolean holds;
        boolean revoked;
        long resignedUntil;

        Sent last(Member to) {
            return sent.stream()
                    .filter(s -> s.to.equals(to))
                    .reduce((x, y) -> y)
                    .orElseThrow();
        }

        @Override
        public void send(Member to, Heartbeat beat) {
            sent.add(new Sent(to, beat));
        }

        @Override
        public void holds(Member member, Consumer<Optional<Boolean>> answer) {
            answer.accept(Optional.of(holds));
        }

        @Override
        public boolean mayIsolate(Member member, long nowNanos) {
            return true;
        }

        @Override
        public void told(RightToOwn.Notice notice, Member member) {
            notices.add(notice + " " + member.name());
        }

        @Override
        public void revoked() {
            revoked = true;
        }

        @Override
        public void resign(long untilNanos) {
            resignedUntil = untilNanos;
        }
    }

    /** Answers when told to, in order. */
    private final class Ensemble implements CoupleDataSet {
        final SortedSet<Seat> list = new TreeSet<>();
        SortedSet<Seat> theirList = new TreeSet<>(List.of(seat(a)));
        final List<Member> isolated = new ArrayList<>();
        final Deque<Waiting> waiting = new ArrayDeque<>();
        Answer isolationAnswer = Answer.DONE;
        boolean available = true;
        boolean member = true;
        boolean holdRewrites;
        long slowNanos;
        long version;
        long beat;
        long isolatedAt;
        int confirmations;
        int isolationsAsked;
        int rewrites;
        int rereads;

        record Waiting(long atNanos, Runnable answer) {}

        void answerAll() {
            while (!waiting.isEmpty() && waiting.getFirst().atNanos() <= now) {
                waiting.removeFirst().answer().run();
            }
        }

        private void later(Runnable answer) {
            waiting.add(new Waiting(now + slowNanos, answer));
        }

        private Answer answer(Answer normal) {
            if (!available) {
                return Answer.IN_DOUBT;
            }
            return member ? normal : Answer.NOT_A_MEMBER;
        }

        @Override
        public void confirm(AnswerHandler handler) {
            confirmations++;
            Answer answer = answer(Answer.DONE);
            later(() -> handler.answer(answer));
        }

        @Override
        public void status(Member of, StatusHandler handler) {
            Optional<Status> status = available
                    ? Optional.of(
                            of.name().equals(a.name())
                                    ? new Status(member, new TreeSet<>(of.equals(a) ? list : List.of()), version, 0)
                                    : new Status(!isolated.contains(of), theirList, 7, beat))
                    : Optional.empty();
            later(() -> handler.answer(status));
        }

        @Override
        public void changeList(SortedSet<Seat> to, long onVersion, AnswerHandler handler) {
            if (holdRewrites) {
                later(() -> handler.answer(Answer.IN_DOUBT));
                return;
            }
            Answer answer = answer(onVersion == version ? Answer.DONE : Answer.REFUSED);
            if (answer == Answer.DONE) {
                rewrites++;
                version++;
                list.clear();
                list.addAll(to);
            }
            later(() -> handler.answer(answer));
        }

        @Override
        public void isolate(Member of, Status read, long ownVersion, AnswerHandler handler) {
            isolationsAsked++;
            boolean asRead = read.beat() == beat && ownVersion == version;
            Answer answer = asRead ? answer(isolationAnswer) : Answer.REFUSED;
            if (answer == Answer.DONE) {
                isolated.add(of);
                isolatedAt = now;
            }
            later(() -> handler.answer(answer));
        }

        @Override
        public void reread() {
            rereads++;
        }
    }
}
