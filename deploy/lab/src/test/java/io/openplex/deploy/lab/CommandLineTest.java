package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The command line: one clear line and exit code 2 for usage, 1 for failure")
class CommandLineTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "frob | unknown verb frob; there are lab",
                "lab frob | unknown lab verb frob; there are status, kill, stop, start, freeze, thaw, demo",
                "lab kill | Missing required parameter: 'SYSTEM'",
                "lab kill SYSD | unknown system SYSD: the lab has SYSA, SYSB, SYSC",
                "lab stop SYSD | unknown system SYSD",
                "lab --port-base x | 'x' is not an int",
                "lab --port-base 80 --profiles deploy | --port-base 80 is out of range: 1024 to 65400",
                "lab --profiles /nowhere | no PROFILE.TCPIP in /nowhere",
                "lab status extra | Unmatched argument at index 2: 'extra'",
            })
    void aWrongCommandLineIsAUsageError(String line, String expected) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("openplex: ").contains(expected);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"status", "kill SYSA", "start SYSB", "freeze SYSC", "thaw SYSC", "stop SYSA"})
    void aVerbWithoutALabFails(String verb) {
        assertThat(run(("lab " + verb + " --dir " + directory).split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains("no lab runs in " + directory);
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void stoppingWhatDoesNotRunIsNoFailure() {
        assertThat(run("lab", "stop", "--dir", directory.toString())).isZero();
        assertThat(out.toString()).contains("no lab runs in " + directory);
    }

    @Test
    void theStatusOfADeadLabIsShownAndAFailure() throws IOException {
        LabFiles files = new LabFiles(directory);
        files.create();
        ProcessIdentity self = ProcessIdentity.current();
        ProcessIdentity gone = new ProcessIdentity(self.pid(), self.started() - 1);
        new LabRecord(LabRecord.Phase.READY, 9000, gone, Map.of("SYSA", gone)).write(files.record());
        assertThat(run("lab", "status", "--dir", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("Lab dead: port base 9000, process gone");
    }

    private int run(String... args) {
        CommandLine commandLine = Openplex.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }
}
