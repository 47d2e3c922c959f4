package io.openplex.hwsim.adapters.qdio;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What two sides may see of each other at one slot; every outcome that is possible is listed, all others are wrong. */
public final class QueueStress {
    private QueueStress() {}

    /** A buffer is primed behind what is in it (hardware.md 1.3 rule 1). */
    @JCStressTest
    @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "looked before it was primed")
    @Outcome(id = "11, 0", expect = Expect.ACCEPTABLE, desc = "the whole packet")
    @State
    public static class Publish {
        private final Cell cell = new Cell();

        /** The producer. */
        @Actor
        public void producer() {
            cell.fill(1);
            cell.change(Cell.EMPTY, Cell.PRIMED);
        }

        /** The consumer. */
        @Actor
        public void consumer(II_Result r) {
            r.r1 = cell.read();
        }
    }

    /** A buffer that is filled again shows nothing of it to who still reads what was in it before. */
    @JCStressTest
    @Outcome(id = "11, -1", expect = Expect.ACCEPTABLE, desc = "the first packet; not primed again yet")
    @Outcome(id = "11, 22", expect = Expect.ACCEPTABLE, desc = "both packets, whole and in order")
    @State
    public static class Reuse {
        private final Cell cell = new Cell();

        /** The first packet is there already. */
        public Reuse() {
            cell.fill(1);
            cell.change(Cell.EMPTY, Cell.PRIMED);
        }

        /** The producer, who wants to put the second packet in. */
        @Actor
        public void producer() {
            while (!cell.isEmpty()) {
                Thread.onSpinWait();
            }
            cell.fill(2);
            cell.change(Cell.EMPTY, Cell.PRIMED);
        }

        /** The consumer. */
        @Actor
        public void consumer(II_Result r) {
            r.r1 = cell.read();
            cell.change(Cell.PRIMED, Cell.EMPTY);
            r.r2 = cell.read();
        }
    }

    /** Who primes a slot rings, or who goes to sleep sees it (hardware.md 8.7 invariant 14). */
    @JCStressTest
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "slept, and was woken")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "saw it, and nobody rang")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "saw it, and was rung for in vain")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "sleeps for ever")
    @State
    public static class WakeUp {
        private final Cell cell = new Cell();

        /** The producer: changes the slot, then looks at the wake word. */
        @Actor
        public void producer(ZZ_Result r) {
            cell.change(Cell.EMPTY, Cell.PRIMED);
            r.r1 = cell.wake.mustRing();
        }

        /** The consumer: changes the wake word, then looks at the slot. */
        @Actor
        public void consumer(ZZ_Result r) {
            cell.wake.asleep();
            r.r2 = cell.isPrimed();
        }
    }

    /** One sleep is answered by one ring at most, and by one for certain, however many prime buffers meanwhile. */
    @JCStressTest
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the first rang")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the second rang")
    @State
    public static class OneRing {
        private final Cell cell = new Cell();

        /** A consumer that sleeps already. */
        public OneRing() {
            cell.wake.asleep();
        }

        /** A producer. */
        @Actor
        public void first(ZZ_Result r) {
            r.r1 = cell.wake.mustRing();
        }

        /** Another; a queue has one only, but both sides wait for each other at the same words in turn. */
        @Actor
        public void second(ZZ_Result r) {
            r.r2 = cell.wake.mustRing();
        }
    }

    /** A side that is left behind by a new activation changes no slot of it. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "primed in the old activation, then laid out anew")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "came too late and changed nothing")
    @State
    public static class LeftBehind {
        private static final long ANEW = SlotWord.of(Cell.GENERATION + 1, Slsb.INPUT_NOT_INIT, 0, 0);

        private final Cell cell = new Cell();

        /** A side of the old activation. */
        @Actor
        public void old(II_Result r) {
            r.r1 = cell.change(Cell.EMPTY, Cell.PRIMED) ? 1 : 0;
        }

        /** The adapter. */
        @Actor
        public void adapter() {
            cell.stamp(ANEW);
        }

        /** What is there in the end. */
        @Arbiter
        public void end(II_Result r) {
            r.r2 = cell.word() == ANEW ? 1 : 0;
        }
    }
}
