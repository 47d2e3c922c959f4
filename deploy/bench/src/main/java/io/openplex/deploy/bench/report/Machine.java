package io.openplex.deploy.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where figures were measured.
 *
 * @param cpu model name
 * @param cores processors that this process may use
 * @param memoryMib main memory, 0 when unknown
 * @param kernel operating system and its version
 * @param jdk vendor and version
 * @param loadAverage of the last minute, before the benchmark; negative when unknown
 */
public record Machine(String cpu, int cores, long memoryMib, String kernel, String jdk, double loadAverage) {
    private static final int KIB_PER_MIB = 1024;

    /** This machine, now. */
    public static Machine here() {
        return new Machine(
                field(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                kib(field(Path.of("/proc/meminfo"), "MemTotal", "0 kB")) / KIB_PER_MIB,
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""),
                System.getProperty("java.vendor", "") + " " + Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** One line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB, %s, JDK %s, load average %s",
                cpu,
                cores,
                memoryMib / (double) KIB_PER_MIB,
                kernel,
                jdk,
                loadAverage < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", loadAverage));
    }

    /** Value of the first line {@code name : value}; what else to say when there is none. */
    static String field(Path file, String name, String otherwise) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static long kib(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
