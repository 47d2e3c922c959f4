package io.openplex.xcf.api.right;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** One engine, SYSA, among SYSB and SYSC; time and every answer are made by hand. */
abstract class RightBench {
    static final long MS = 1_000_000L;
    static final RightValues V = RightValues.DEFAULT;

    final Member a = member("SYSA", 1);
    final Member b = member("SYSB", 2);
    final Member c = member("SYSC", 3);
    long now = 1_000 * MS;
    final Ensemble ensemble = new Ensemble();
    final Acts acts = new Acts();
    final RightToOwn right = new RightToOwn(V, ensemble, this::reading, acts);

    /** How far every reading moves the clock on. */
    long tick;

    long reading() {
        now += tick;
        return now;
    }

    static Member member(String system, long incarnation) {
        MemberInfo info = new MemberInfo(system, "TCPIP", "A1", "CPC1", "VTAM", Optional.empty(), Optional.empty());
        return new Member(incarnation, info.at("home-" + system, "host:" + incarnation));
    }

    static Seat seat(Member member) {
        return new Seat(member.name(), member.info().home());
    }

    @BeforeEach
    void join() {
        ensemble.list.add(seat(b));
        ensemble.list.add(seat(c));
        right.joined(a, List.of(b, c));
    }

    /** Until nobody is a newcomer any more. */
    void known() {
        everybodyAnswers(10 * V.promiseNanos() / MS);
    }

    void run(long millis) {
        for (long i = 0; i < millis; i++) {
            right.step(now);
            ensemble.answerAll();
            now += MS;
        }
        right.step(now);
    }

    /** The partner answers our latest heartbeat with one of its own. */
    void answer(Member from, boolean promise) {
        long last = acts.sent.stream()
                .filter(s -> s.to.equals(from))
                .mapToLong(s -> s.beat.sequence())
                .max()
                .orElse(0);
        beats++;
        right.received(new Heartbeat(from.incarnation(), a.incarnation(), beats, promise ? last : 0, promise, 3), now);
    }

    long beats;

    void everybodyAnswers(long millis) {
        for (long i = 0; i < millis; i += 20) {
            run(19);
            everybodyAnswersAtOnce();
            run(1);
        }
    }

    void everybodyAnswersAtOnce() {
        answer(b, true);
        answer(c, true);
    }

    void nobodyMayBeIsolated() {
        ensemble.theirList = new TreeSet<>();
        acts.holds = true;
    }

    void answerOnly(Member who, long millis) {
        for (long i = 0; i < millis; i += 20) {
            run(20);
            answer(who, true);
        }
    }

    final class Acts implements RightToOwn.Surroundings {
        record Sent(Member to, Heartbeat beat, long atNanos) {}

        long sendingTakes;

        final List<Sent> sent = new ArrayList<>();
        final List<String> notices = new ArrayList<>();
        boolean holds;
        boolean holdAnswers;
        final Deque<Runnable> heldBack = new ArrayDeque<>();
        boolean mayIsolate = true;
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
            sent.add(new Sent(to, beat, now));
            now += sendingTakes;
        }

        @Override
        public void holds(Member member, Consumer<Optional<Boolean>> answer) {
            Runnable answering = () -> answer.accept(Optional.of(holds));
            if (holdAnswers) {
                heldBack.add(answering);
            } else {
                answering.run();
            }
        }

        @Override
        public boolean mayIsolate(Member member, long nowNanos) {
            return mayIsolate;
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
    final class Ensemble implements CoupleDataSet {
        final SortedSet<Seat> list = new TreeSet<>();
        SortedSet<Seat> theirList = new TreeSet<>(List.of(seat(a)));
        final List<Member> isolated = new ArrayList<>();
        final Deque<Waiting> waiting = new ArrayDeque<>();
        Answer isolationAnswer = Answer.DONE;
        boolean available = true;
        boolean member = true;
        boolean holdRewrites;
        int refusedLists;
        long slowNanos;
        long version;
        long beat;
        long isolatedAt;
        int confirmations;
        long confirmingAt;
        long confirmingTakes;
        long readAt;
        int isolationsAsked;
        int abandonedAsked;

        /** Somebody on their list is active, by the records. */
        boolean watched;

        int rewrites;
        int rereads;
        int readsOfOthers;

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
            confirmingAt = now;
            now += confirmingTakes;
            Answer answer = answer(Answer.DONE);
            later(() -> handler.answer(answer));
        }

        @Override
        public void status(Member of, StatusHandler handler) {
            readsOfOthers += of.equals(a) ? 0 : 1;
            Optional<Status> status = available
                    ? Optional.of(
                            of.name().equals(a.name())
                                    ? new Status(member, new TreeSet<>(of.equals(a) ? list : List.of()), version, 0)
                                    : new Status(!isolated.contains(of), theirList, 7, beat))
                    : Optional.empty();
            later(() -> {
                readAt = of.equals(a) ? readAt : now;
                handler.answer(status);
            });
        }

        @Override
        public void changeList(SortedSet<Seat> to, long onVersion, AnswerHandler handler) {
            if (holdRewrites) {
                later(() -> handler.answer(Answer.IN_DOUBT));
                return;
            }
            if (refusedLists > 0) {
                refusedLists--;
                later(() -> handler.answer(Answer.REFUSED));
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
            isolate(of, read.beat() == beat && ownVersion == version, handler);
        }

        @Override
        public void isolateAbandoned(Member of, Status read, long ownVersion, AnswerHandler handler) {
            abandonedAsked++;
            isolate(of, read.beat() == beat && ownVersion == version && !watched, handler);
        }

        private void isolate(Member of, boolean asRead, AnswerHandler handler) {
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
