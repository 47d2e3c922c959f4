package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills one side with SIGKILL at random points (hardware.md 8.7 invariant 12). The survivor goes on all the time: it
 * never waits, sees whole packets in order only, and the next life of the other side can use the area.
 *
 * <p>{@code -Dopenplex.kills=500} kills each side so often.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("openplex.kills", 10);
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final int MICROS_MAX = 20_000;
    private static final int STEPS_AFTER = 2_000;

    private final Random random = new Random(KILLS);

    @TempDir
    Path dir;

    @Test
    @Timeout(value = 60 + 2L * 500, unit = TimeUnit.SECONDS)
    void theAdapterSurvivesEveryDeathOfTheProgram() throws Exception {
        Path file = dir.resolve("session");
        MemorySegment memory = SessionFile.create(file, RingWorker.SIZES.areaBytes());
        RingWorker survivor = new RingWorker(memory, 1);
        for (int kill = 0; kill < KILLS; kill++) {
            AdapterSide side = survivor.activate();
            assertThat(side.generation()).isEqualTo(kill + 1);
            try (Child program = Child.start(RingProgram.class, "program", file, kill)) {
                killOnceBusy(survivor, program, survivor::adapterStep);
            }
            int lost = 0;
            for (int step = 0; step < STEPS_AFTER; step++) {
                survivor.adapterStep();
            }
            side.deactivate();
            for (int queue = 0; queue < RingWorker.SIZES.inputQueues(); queue++) {
                lost += (int) side.input(queue).statistics().dropped(QueueDrop.LOST_AT_RESET);
                assertThat(side.input(queue).statistics().errors()).isZero();
            }
            assertThat(lost).as("the queues are full of what nobody will read").isPositive();
            assertThat(survivor.failure).as("kill " + kill).isNull();
        }
    }

    @Test
    @Timeout(value = 60 + 2L * 500, unit = TimeUnit.SECONDS)
    void theProgramSurvivesEveryDeathOfTheAdapter() throws Exception {
        Path file = dir.resolve("session");
        MemorySegment memory = SessionFile.create(file, RingWorker.SIZES.areaBytes());
        RingWorker survivor = new RingWorker(memory, 2);
        for (int kill = 0; kill < KILLS; kill++) {
            try (Child adapter = Child.start(RingProgram.class, "adapter", file, kill)) {
                killOnceBusy(survivor, adapter, () -> {
                    survivor.follow();
                    survivor.programStep();
                });
            }
            for (int step = 0; step < STEPS_AFTER; step++) {
                survivor.follow();
                survivor.programStep();
            }
            assertThat(survivor.failure).as("kill " + kill).isNull();
        }
        int last = survivor.program == null ? 0 : survivor.program.generation();
        assertThat(last).as("generations grow over the lives").isGreaterThanOrEqualTo(KILLS);
    }

    /** Works until packets have arrived, then for a random time, and goes on until the other side is dead. */
    private void killOnceBusy(RingWorker survivor, Child other, Runnable step)
            throws InterruptedException, IOException {
        long before = survivor.received;
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (survivor.received <= before || survivor.received == 0) {
            step.run();
            before = Math.min(before, survivor.received);
            assertThat(other.isAlive()).as("ended by itself: see its output").isTrue();
            assertThat(System.nanoTime() - limit).as("no packet came").isNegative();
        }
        long end = System.nanoTime() + random.nextInt(MICROS_MAX) * 1_000L;
        while (System.nanoTime() < end) {
            step.run();
        }
        other.kill();
        while (other.isAlive()) {
            step.run();
        }
        assertThat(other.await()).isEqualTo(Child.KILLED);
    }
}
