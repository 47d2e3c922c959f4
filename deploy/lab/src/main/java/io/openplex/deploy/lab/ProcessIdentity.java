package io.openplex.deploy.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param pid process number
 * @param started when it started, in the unit of the source: clock ticks since the system's start where there is a
 *     {@code /proc}, otherwise milliseconds since 1970
 */
public record ProcessIdentity(long pid, long started) {
    private static final int STATE_FIELD = 0;
    private static final int START_FIELD = 19;
    private static final int RESIDENT_FIELD = 21;
    private static final int PAGE_KIB = 4;

    /** The process of that number now, or nothing. */
    public static Optional<ProcessIdentity> of(long pid) {
        return started(pid).map(start -> new ProcessIdentity(pid, start));
    }

    /** This process. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Reads what {@link #toString} wrote; nothing when it is something else. */
    public static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True while exactly this process exists and is more than an exit code that waits to be read. */
    public boolean alive() {
        Optional<Long> now = started(pid);
        return now.isPresent() && now.get() == started && !state().equals("Z");
    }

    /** Stopped by a signal. */
    public boolean frozen() {
        String state = state();
        return alive() && (state.equals("T") || state.equals("t"));
    }

    /** Resident memory in KiB, 0 when unknown. */
    public long residentKib() {
        String pages = statField(RESIDENT_FIELD);
        return alive() && !pages.isEmpty() ? Long.parseLong(pages) * PAGE_KIB : 0;
    }

    /**
     * Sends a signal by name ("STOP", "CONT", "TERM", "KILL") if exactly this process still exists.
     *
     * @return false when it does not exist or the signal was refused
     */
    public boolean signal(String name) {
        if (!alive()) {
            return false;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return pid + "/" + started;
    }

    private String state() {
        return statField(STATE_FIELD);
    }

    private static Optional<Long> started(long pid) {
        String ticks = new ProcessIdentity(pid, 0).statField(START_FIELD);
        if (!ticks.isEmpty()) {
            return Optional.of(Long.parseLong(ticks));
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli);
    }

    /** Field of /proc/PID/stat counted from the state, which follows the name in parentheses; empty without one. */
    private String statField(int field) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields.length > field ? fields[field] : "";
        } catch (IOException e) {
            return "";
        }
    }
}
