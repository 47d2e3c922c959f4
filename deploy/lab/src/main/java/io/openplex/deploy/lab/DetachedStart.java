package io.openplex.deploy.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a lab process that outlives this one, shows what it says until it is ready, and says why it is not. */
final class DetachedStart {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MS = 20;
    private static final String COMPLAINT = "openplex: ";
    private static final List<String> SMALL_JVM = List.of(
            "-Xmx96m",
            "-Xms24m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+ExitOnOutOfMemoryError");

    private final LabSetup setup;
    private final LabFiles files;
    private final PrintWriter out;
    private final PrintWriter err;
    private long shown;
    private boolean complaining;

    DetachedStart(LabSetup setup, PrintWriter out, PrintWriter err) {
        this.setup = setup;
        this.files = setup.files();
        this.out = out;
        this.err = err;
    }

    /** Returns 0 when the lab is ready, else its exit code. */
    int run() throws InterruptedException {
        boolean madeDirectory = files.create();
        int code = LabFailure.FAILED;
        try (LabLock start = onlyStart()) {
            code = startAndFollow(start);
        } catch (IOException e) {
            throw LabFailure.failed("the lab process could not be started: " + LabFiles.reason(e));
        } finally {
            if (code != 0 && madeDirectory) {
                files.removeUnused();
            }
        }
        return code;
    }

    /** Of several starts at once one goes on; the others touch nothing. */
    private LabLock onlyStart() throws IOException {
        return LabLock.take(files.startLock())
                .orElseThrow(() -> LabFailure.failed("a lab is just starting in " + files.directory()
                        + "; \"openplex lab stop\" ends it, --port-base N starts another one"));
    }

    private int startAndFollow(LabLock only) throws IOException, InterruptedException {
        LabLock.ofLab(files).close();
        LabFiles.delete(files.log());
        Process lab = start();
        Thread abandon = new Thread(
                () -> {
                    lab.destroy();
                    only.close();
                },
                "abandon");
        Runtime.getRuntime().addShutdownHook(abandon);
        int code = follow(lab);
        Runtime.getRuntime().removeShutdownHook(abandon);
        return code;
    }

    private Process start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "lab",
                "--port-base",
                Integer.toString(setup.ports().base()),
                "--dir",
                files.directory().toString(),
                "--profiles",
                setup.profiles().toString()));
        if (!setup.capture()) {
            arguments.add("--no-capture");
        }
        return JavaCommand.own()
                .process(SMALL_JVM, arguments)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .start();
    }

    private int follow(Process lab) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean ended = lab.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
            boolean ready = !ended && ready(lab.pid());
            showLog(ended);
            if (ended) {
                err.flush();
                return lab.exitValue() == 0 ? LabFailure.FAILED : lab.exitValue();
            }
            if (ready) {
                return 0;
            }
            if (System.nanoTime() - deadline > 0) {
                lab.destroy();
                throw LabFailure.failed(
                        "the lab is not ready after " + PATIENCE.toSeconds() + " s; its log is " + files.log());
            }
        }
    }

    private boolean ready(long pid) {
        return LabRecord.read(files.record())
                .filter(record -> record.phase() == LabRecord.Phase.READY)
                .filter(record -> record.process().pid() == pid)
                .isPresent();
    }

    /** Shows whole lines that are new in the log, at the end also an unfinished one. */
    private void showLog(boolean toTheEnd) throws IOException {
        byte[] fresh;
        try (SeekableByteChannel channel = Files.newByteChannel(files.log())) {
            channel.position(shown);
            fresh = Channels.newInputStream(channel).readAllBytes();
        }
        int length = toTheEnd ? fresh.length : lastLineEnd(fresh);
        shown += length;
        new String(fresh, 0, length, StandardCharsets.UTF_8).lines().forEach(this::show);
        out.flush();
    }

    private void show(String line) {
        // What follows a complaint belongs to it.
        complaining |= line.startsWith(COMPLAINT);
        (complaining ? err : out).println(line);
    }

    private static int lastLineEnd(byte[] text) {
        int length = text.length;
        while (length > 0 && text[length - 1] != '\n') {
            length--;
        }
        return length;
    }
}
