package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadPriorityTest {
    private static final int NICE = -3;
    private static final int NICE_FIELD = 18;

    /** Nice value in /proc/.../stat: field 19, the name in field 2 may hold blanks. */
    private static int nice(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(behindName[NICE_FIELD - 2]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadHasThePriorityOrAReasonIsGiven() throws InterruptedException {
        AtomicReference<Optional<String>> answer = new AtomicReference<>(Optional.of("did not run"));
        AtomicReference<Integer> nice = new AtomicReference<>(0);
        Thread loop = Thread.ofPlatform().start(() -> {
            answer.set(ThreadPriority.raise(NICE));
            try {
                nice.set(nice(Path.of("/proc/thread-self")));
            } catch (IOException e) {
                answer.set(Optional.of("no /proc: " + e));
            }
        });
        loop.join();
        if (answer.get().isEmpty()) {
            assertThat(nice.get()).isEqualTo(NICE);
        } else {
            assertThat(answer.get().orElseThrow()).contains("CAP_SYS_NICE");
            assertThat(nice.get()).isZero();
        }
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadPriority.raise(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadPriority.raise(-21));
    }
}
