package io.openplex.deploy.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Ends what a lab process left behind when it was killed. Called with the directory's lock held. */
public final class LabCleaner {
    private static final Duration END = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 10_000_000;

    private LabCleaner() {}

    /** Kills LPARs that outlived their lab process, by number and start time, and removes the files of the run. */
    public static void removeLeftovers(LabFiles files, Consumer<String> say) {
        LabRecord.read(files.record()).ifPresent(record -> {
            say.accept("cleaning up after a lab that did not end in order");
            record.systems().forEach((system, identity) -> {
                if (identity.signal("KILL")) {
                    say.accept(system + " (process " + identity.pid() + ") was still there: killed");
                    requireEnd(identity, END);
                }
            });
        });
        files.removeRunFiles();
    }

    /** Waits until the process is gone. */
    public static boolean ends(ProcessIdentity process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.alive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private static void requireEnd(ProcessIdentity process, Duration patience) {
        if (!ends(process, patience)) {
            throw LabFailure.failed("process " + process.pid() + " does not end");
        }
    }
}
