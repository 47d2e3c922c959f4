package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.StackVariant;
import io.openplex.hwsim.adapters.lan.PcapngFile;
import io.openplex.hwsim.adapters.lan.PcapngWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a failure. The run is repeated, which its seed permits, and this time recorded:
 *
 * <ul>
 *   <li>{@code seed-N.txt}: commit, seed, configuration, the least faults found, what was broken, and the history.
 *   <li>{@code seed-N.pcapng}: every frame that a station sent on the LAN of the sysplex.
 * </ul>
 */
public final class FailureReport {
    private static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;
    private static final int FRAME_BYTES = 2048;

    private static final String KEY = """
            History, one line per event. Columns:
              1  virtual time in seconds since the beginning of the run, nanoseconds behind the point
              2  who: a system (SYSA ...), a client's connection (CLIENT1-5: fifth connection of that host),
                 FAULT (the schedule), RECORD (the ownership record of an address as it now stands),
                 CHECK (a rule that did not hold), WORLD (the simulation itself)
              3  what: a console message of that system, ENF 80 and its event, "status ADDRESS BEFORE -> AFTER",
                 "answers for" and "no longer answers for" (registered with the adapter, ARP), bytes of a connection
            """;

    private final Path folder;
    private final StackVariant variant;

    /** Reports go to this folder. */
    public FailureReport(Path folder, StackVariant variant) {
        this.folder = folder;
        this.variant = variant;
    }

    /**
     * Writes the files of one failure.
     *
     * @param found the run as it failed
     * @param least the least with which it still fails
     * @return the text file
     */
    public Path write(RunResult found, Scenario least) throws IOException {
        Files.createDirectories(folder);
        String name = "seed-" + found.scenario().seed();
        SimulationRun again = new SimulationRun(least, variant);
        RunResult repeated;
        PcapngFile file = PcapngFile.create(folder.resolve(name + ".pcapng"));
        try (PcapngWriter writer = new PcapngWriter(file, "LAN", FRAME_BYTES)) {
            again.world().lan().capture(writer, EPOCH_NANOS);
            repeated = again.run();
        }
        StringBuilder text = new StringBuilder();
        text.append("commit ").append(commit().orElse("unknown")).append('\n');
        text.append("found: ").append(words(found)).append('\n');
        text.append("with the faults below: ").append(words(repeated)).append("\n\n");
        text.append(least.describe()).append('\n').append(KEY).append('\n');
        List<String> lines = again.world().trace().lines();
        lines.forEach(line -> text.append(line).append('\n'));
        Path written = folder.resolve(name + ".txt");
        Files.writeString(written, text);
        return written;
    }

    private static String words(RunResult result) {
        return result.failure().map(Object::toString).orElse("nothing");
    }

    /** The commit of the working tree that this program was started from, when it is one. */
    static Optional<String> commit() {
        Path git = Path.of(System.getProperty("openplex.home", "."), ".git");
        try {
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) {
                return Optional.of(head);
            }
            Path ref = git.resolve(head.substring("ref: ".length()));
            return Files.exists(ref) ? Optional.of(Files.readString(ref).strip()) : Optional.of(head);
        } catch (IOException e) {
            // Not started from a working tree.
            return Optional.empty();
        }
    }
}
