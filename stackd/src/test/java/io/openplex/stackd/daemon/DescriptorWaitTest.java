package io.openplex.stackd.daemon;

import io.openplex.stackd.loop.LoopWait;
import io.openplex.stackd.loop.StackRunnerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What holds of the selector holds of the wait for descriptors. */
@EnabledOnOs(OS.LINUX)
class DescriptorWaitTest extends StackRunnerTest {
    @Override
    protected LoopWait waiting() {
        try {
            return DescriptorWait.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
