package io.openplex.deploy.lab.process;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.Lpar;
import io.openplex.deploy.lab.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JVM of one LPAR. It holds the writing end of the JVM's standard input: when the lab process dies, the JVM reads
 * end-of-file and stops in order. Methods may be called from any thread.
 */
final class LparProcess {
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(6);
    private static final Duration FORCED_STOP = Duration.ofSeconds(5);
    private static final long POLL_MS = 20;

    private final Lpar lpar;
    private final LabFiles files;
    private final LparCommand command;
    private final Consumer<LparProcess> ended;

    private @Nullable Running running;
    private @Nullable Exit lastExit;

    /**
     * How an LPAR's JVM ended.
     *
     * @param observedNanos {@link System#nanoTime} at which its end was observed
     */
    record Exit(int code, long observedNanos) {}

    private record Running(Process process, ProcessIdentity identity, CountDownLatch observed) {}

    /** An LPAR that does not run yet. {@code ended} is called on a thread of its own after each end. */
    LparProcess(Lpar lpar, LabFiles files, LparCommand command, Consumer<LparProcess> ended) {
        this.lpar = lpar;
        this.files = files;
        this.command = command;
        this.ended = ended;
    }

    Lpar lpar() {
        return lpar;
    }

    /** The process, if it lives. */
    synchronized Optional<ProcessIdentity> identity() {
        Running now = running;
        return now == null ? Optional.empty() : Optional.of(now.identity);
    }

    /** How it ended last; nothing while it lives or before its first start. */
    synchronized Optional<Exit> lastExit() {
        return Optional.ofNullable(lastExit);
    }

    /** In the sysplex. */
    boolean ready() {
        return identity().isPresent() && Files.exists(files.ready(lpar));
    }

    /** Starts the JVM; it joins the sysplex later. */
    synchronized void start() {
        Running before = running;
        if (before != null) {
            String system = lpar.system();
            throw LabFailure.failed(
                    before.identity.frozen()
                            ? system + " is frozen; \"openplex lab thaw " + system + "\" lets it run on"
                            : system + " is running already");
        }
        try {
            Files.createDirectories(files.system(lpar));
            Files.deleteIfExists(files.ready(lpar));
            files.keepCapture(lpar);
            Process process = command.start(lpar);
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseThrow(() -> LabFailure.failed(lpar.system() + " ended at once" + lastWords()));
            Running now = new Running(process, identity, new CountDownLatch(1));
            running = now;
            lastExit = null;
            Thread reaper = new Thread(() -> reap(now), lpar.system() + "-reaper");
            reaper.setDaemon(true);
            reaper.start();
        } catch (IOException e) {
            throw LabFailure.failed(lpar.system() + " could not be started: " + LabFiles.reason(e));
        }
    }

    /** Waits until it has joined; fails with its last words when it ends before, or takes too long. */
    void awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready()) {
            Running now = current();
            if (now == null) {
                throw LabFailure.failed(lpar.system() + " ended before it had joined (exit code "
                        + lastExit().map(Exit::code).orElse(-1) + ")" + lastWords());
            }
            if (System.nanoTime() - deadline > 0) {
                throw LabFailure.failed(lpar.system() + " has not joined the sysplex after " + patience.toSeconds()
                        + " s" + lastWords());
            }
            now.observed.await(POLL_MS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * SIGKILL; returns when the process is gone.
     *
     * @return how it ended
     */
    Exit kill() throws InterruptedException {
        Running now = required();
        now.process.destroyForcibly();
        return awaitEnd(now, FORCED_STOP);
    }

    /** Asks it to stop in order, helps after a while, returns when it is gone. */
    Exit stop() throws InterruptedException {
        Running now = required();
        // A frozen process takes no other signal than these.
        now.identity.signal("CONT");
        now.process.destroy();
        if (!now.observed.await(ORDERLY_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            now.process.destroyForcibly();
        }
        return awaitEnd(now, FORCED_STOP);
    }

    /** SIGSTOP. */
    void freeze() {
        ProcessIdentity identity = required().identity;
        if (identity.frozen()) {
            throw LabFailure.failed(lpar.system() + " is frozen already");
        }
        signal(identity, "STOP");
    }

    /** SIGCONT. */
    void thaw() {
        ProcessIdentity identity = required().identity;
        if (!identity.frozen()) {
            throw LabFailure.failed(lpar.system() + " is not frozen");
        }
        signal(identity, "CONT");
    }

    private void signal(ProcessIdentity identity, String name) {
        if (!identity.signal(name)) {
            throw LabFailure.failed("SIG" + name + " could not be sent to " + lpar.system());
        }
    }

    private synchronized @Nullable Running current() {
        return running;
    }

    private Running required() {
        Running now = current();
        if (now == null) {
            throw LabFailure.failed(lpar.system() + " is not running");
        }
        return now;
    }

    private Exit awaitEnd(Running now, Duration patience) throws InterruptedException {
        if (!now.observed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw LabFailure.failed(lpar.system() + " (process " + now.identity.pid() + ") does not end");
        }
        return lastExit().orElse(new Exit(-1, System.nanoTime()));
    }

    private void reap(Running now) {
        int code = -1;
        try {
            code = now.process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long observed = System.nanoTime();
        synchronized (this) {
            lastExit = new Exit(code, observed);
            running = null;
        }
        now.observed.countDown();
        ended.accept(this);
    }

    private String lastWords() {
        String words = String.join("\n  ", LabFiles.tail(files.log(lpar), 8));
        return words.isEmpty() ? "" : "; its log ends with\n  " + words;
    }
}
