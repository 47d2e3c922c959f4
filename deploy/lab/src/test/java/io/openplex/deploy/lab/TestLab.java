package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.lab.demo.LabClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A lab for a test, run by the real command line in processes of their own, with ports and directories of its own.
 * Closing it ends every process, whatever the test did.
 */
final class TestLab implements AutoCloseable {
    private static final long VERB_SECONDS = 120;

    private final Path root;
    private final LabPorts ports = FreePorts.base();
    private final LabFiles files;
    private int runs;

    /** How a verb ended. */
    record Result(int exitCode, String out, String err) {}

    TestLab(Path root) {
        this.root = root;
        this.files = new LabFiles(root.resolve("lab"));
    }

    LabPorts ports() {
        return ports;
    }

    LabFiles files() {
        return files;
    }

    LabClient client() {
        return new LabClient(files, ports);
    }

    LabRecord record() {
        return LabRecord.read(files.record()).orElseThrow();
    }

    /** Starts it and expects that it gets ready. */
    Result start() throws IOException, InterruptedException {
        Result result = run("lab", "--detach", "--port-base", Integer.toString(ports.base()), "--dir", directory());
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result;
    }

    /** A verb of this lab. */
    Result lab(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("lab"));
        all.addAll(List.of(words));
        all.addAll(List.of("--dir", directory()));
        return run(all.toArray(String[]::new));
    }

    /** Any verb, to its end. */
    Result run(String... words) throws IOException, InterruptedException {
        Path out = root.resolve("out-" + runs);
        Path err = root.resolve("err-" + runs++);
        Process process = command(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(VERB_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", List.of(words))
                    .isTrue();
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Any verb, not started yet. */
    ProcessBuilder command(String... words) {
        List<String> flags = List.of("-Xmx96m", "-Dopenplex.home=" + System.getProperty("openplex.root"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        JavaCommand java = new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"), classPath);
        ProcessBuilder builder = java.process(flags, List.of(words));
        builder.environment().put("OPENPLEX_LABS", root.resolve("labs").toString());
        return builder.redirectInput(new File("/dev/null"));
    }

    /** Living processes whose command line names this lab's directory. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains(directory() + "\0")
                        || commandLine(process.pid()).contains(directory() + "/"))
                .filter(process -> ProcessIdentity.of(process.pid())
                        .filter(ProcessIdentity::alive)
                        .isPresent())
                .toList();
    }

    /** What a stopped lab may not leave behind. */
    void expectNothingLeft() throws IOException {
        assertThat(processes()).isEmpty();
        if (Files.exists(files.directory())) {
            try (Stream<Path> left = Files.list(files.directory())) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .allMatch(name -> name.endsWith(".log") || name.endsWith(".pcapng") || name.equals("lab.mark"));
            }
        }
        assertThat(new LabRegistry(root.resolve("labs")).entries())
                .noneMatch(entry -> entry.portBase() == ports.base());
        ports.requireFree();
    }

    @Override
    public void close() throws IOException {
        try {
            lab("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            processes().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private String directory() {
        return files.directory().toString();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(pid), "cmdline"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
