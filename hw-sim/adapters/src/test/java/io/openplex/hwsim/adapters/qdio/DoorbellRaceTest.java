package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hardware.md 8.7 invariant 14: the producer stores the state and tests the polling word, the consumer clears the word
 * and tests the state, and no wake-up is lost. Found without the second look, and without the fences, in the first
 * hundred thousand messages.
 *
 * <p>Plays a million messages, or as many as a busy machine can in a while; {@code
 * -Dopenplex.doorbell.messages=10000000} plays as long as the specification says.
 */
class DoorbellRaceTest {
    private static final Integer ASKED = Integer.getInteger("openplex.doorbell.messages");
    private static final int MESSAGES = ASKED == null ? 1_000_000 : ASKED;
    private static final int MESSAGES_OF_PROCESSES = ASKED == null ? 200_000 : ASKED;
    private static final long SECONDS_MAX = ASKED == null ? 10 : 3_000;
    private static final long LIMIT_SECONDS = 3_600;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final int POLLS_MAX = 40;

    @TempDir
    Path dir;

    @Test
    @Timeout(value = LIMIT_SECONDS, unit = TimeUnit.SECONDS)
    void invariant14NoWakeUpIsLostBetweenThreads() throws Exception {
        QdioSizes sizes = new QdioSizes(1, 8, 2);
        MemorySegment memory = Arena.ofAuto().allocate(sizes.areaBytes(), Session.ALIGNMENT);
        ThreadBell programs = new ThreadBell(PATIENCE_NANOS);
        ThreadBell adapters = new ThreadBell(PATIENCE_NANOS);
        AdapterSide adapter = AdapterSide.activate(memory, sizes, programs);
        ProgramSide program = Objects.requireNonNull(ProgramSide.attach(memory, adapter.generation(), adapters));
        PingPong echo = PingPong.of(adapter, adapters::await, POLLS_MAX);
        PingPong caller = PingPong.of(program, programs::await, POLLS_MAX);
        CompletableFuture<Long> echoed = CompletableFuture.supplyAsync(echo::echo);
        long rounds = caller.call(MESSAGES / 2, TimeUnit.SECONDS.toNanos(SECONDS_MAX));
        assertThat(echoed.get(2 * PATIENCE_NANOS, TimeUnit.NANOSECONDS))
                .as("no side has waited in vain")
                .isEqualTo(rounds);
        assertPlayed(rounds, echo.sleeps + caller.sleeps);
    }

    @Test
    @Timeout(value = LIMIT_SECONDS, unit = TimeUnit.SECONDS)
    void invariant14NoWakeUpIsLostBetweenProcesses() throws Exception {
        try (EchoLink link = EchoLink.start(dir, POLLS_MAX)) {
            long rounds = link.caller.call(MESSAGES_OF_PROCESSES / 2, TimeUnit.SECONDS.toNanos(SECONDS_MAX));
            assertThat(link.child.await())
                    .as("the other side has not waited in vain")
                    .isZero();
            assertPlayed(rounds, link.caller.sleeps);
        }
    }

    private static void assertPlayed(long rounds, long sleeps) {
        System.out.println(2 * rounds + " messages, " + sleeps + " sleeps");
        assertThat(rounds).as("progress").isGreaterThan(100);
        assertThat(sleeps).isPositive();
        assertThat(ASKED == null || rounds == ASKED / 2)
                .as("all that were asked for")
                .isTrue();
    }
}
