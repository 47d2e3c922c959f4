package io.openplex.deploy.bench.process;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One process that a benchmark has started. Its standard input stays open: a child that reads it sees our end. */
public final class Child {
    private static final Duration FORCED = Duration.ofSeconds(10);
    private static final int LAST_WORDS = 8;

    private final String name;
    private final Path log;
    private final Process process;
    private final ProcessIdentity identity;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long endedNanos;
    private volatile boolean endWanted;

    Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        identity = ProcessIdentity.of(process.pid())
                .orElseThrow(() -> LabFailure.failed(name + " ended at once" + lastWords()));
        Thread.ofPlatform().daemon().name(name + "-reaper").start(this::reap);
    }

    /** Its name, for messages. */
    public String name() {
        return name;
    }

    /** True until its end has been observed. */
    public boolean alive() {
        return ended.getCount() > 0;
    }

    /** It ended, and nobody here wanted it to. */
    public boolean died() {
        return !alive() && !endWanted;
    }

    /**
     * SIGKILL.
     *
     * @return {@link System#nanoTime} at which its end was observed
     */
    public long kill() throws InterruptedException {
        endWanted = true;
        process.destroyForcibly();
        awaitEnd();
        return endedNanos;
    }

    /** SIGTERM, and SIGKILL when that takes too long; returns when it is gone. */
    public void stop(Duration patience) throws InterruptedException {
        endWanted = true;
        process.destroy();
        if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        awaitEnd();
    }

    /**
     * SIGSTOP; returns when it stands still.
     *
     * @return {@link System#nanoTime} just before the signal was sent
     */
    public long freeze() {
        long before = System.nanoTime();
        signal("STOP");
        return before;
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    /** The end of its log, for messages; empty when it has none. */
    public String lastWords() {
        String words = String.join("\n  ", LabFiles.tail(log, LAST_WORDS));
        return words.isEmpty() ? "" : "; its log ends with\n  " + words;
    }

    /** Ends it without waiting; from a shutdown hook. */
    void destroy() {
        endWanted = true;
        process.destroyForcibly();
    }

    private void signal(String signal) {
        if (!identity.signal(signal)) {
            throw LabFailure.failed("SIG" + signal + " could not be sent to " + name);
        }
    }

    private void awaitEnd() throws InterruptedException {
        if (!ended.await(FORCED.toMillis(), TimeUnit.MILLISECONDS)) {
            throw LabFailure.failed(name + " (process " + identity.pid() + ") does not end");
        }
    }

    private void reap() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endedNanos = System.nanoTime();
        ended.countDown();
    }
}
