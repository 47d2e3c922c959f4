package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BootClockTest {
    private final BootClock clock = BootClock.open();

    @Test
    void neverGoesBackAndKeepsPaceWithTheVirtualMachine() {
        long started = clock.nanos();
        long vmStarted = System.nanoTime();
        long last = started;
        while (System.nanoTime() - vmStarted < 50_000_000L) {
            long now = clock.nanos();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
        long vmElapsed = System.nanoTime() - vmStarted;
        long elapsed = clock.nanos() - started;
        // Read one after the other: a pause between the two readings counts on one side only.
        assertThat(elapsed).isBetween(49_000_000L, vmElapsed + 5_000_000_000L);
    }

    @Test
    void allocatesNothingPerReading() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (int i = 0; i < 50_000; i++) {
            sum += clock.nanos();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        long between = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            sum += clock.nanos();
        }
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(sum).isNotZero();
        // The virtual machine itself books a few bytes on this thread now and then; one object per reading would be far
        // more than a byte per reading.
        assertThat(after - between - (between - before)).isLessThan(10_000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsTheTimeSinceBootOnLinux() throws IOException {
        assertThat(clock.fallbackReason()).isEmpty();
        assumeThat(Path.of("/proc/uptime")).exists();
        String line = Files.readString(Path.of("/proc/uptime"));
        double uptime = Double.parseDouble(line.substring(0, line.indexOf(' ')));
        double reading = clock.nanos() / 1e9;
        // A container may show its own uptime; the boot clock is then ahead of it, never behind.
        assertThat(reading).isGreaterThanOrEqualTo(uptime - 0.02);
    }
}
