package io.openplex.deploy.simulation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Many runs on several threads; worlds share nothing. */
public final class Campaign {
    private static final long SECOND = 1_000_000_000L;

    private final Supplier<OptionalLong> seeds;
    private final LongFunction<RunResult> runner;
    private final Consumer<RunResult> failed;
    private final List<RunResult> failures = new ArrayList<>();
    private volatile boolean stopped;
    private int runs;
    private long simulatedNanos;

    /**
     * A campaign that has not begun.
     *
     * @param seeds the next seed, empty when there are no more; called by one thread at a time
     * @param runner runs one seed
     * @param failed told of every failure, on the thread that found it
     */
    public Campaign(Supplier<OptionalLong> seeds, LongFunction<RunResult> runner, Consumer<RunResult> failed) {
        this.seeds = seeds;
        this.runner = runner;
        this.failed = failed;
    }

    /** Runs on so many threads until the seeds are used up or {@link #stop} is called. */
    public void run(int threads) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(
                    Thread.ofPlatform().daemon().name("simulation-" + (i + 1)).start(this::work));
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void work() {
        OptionalLong seed = next();
        while (seed.isPresent()) {
            RunResult result = runner.apply(seed.getAsLong());
            took(result);
            if (result.failure().isPresent()) {
                failed.accept(result);
            }
            seed = next();
        }
    }

    private synchronized OptionalLong next() {
        return stopped ? OptionalLong.empty() : seeds.get();
    }

    private synchronized void took(RunResult result) {
        runs++;
        simulatedNanos += result.simulatedNanos();
        if (result.failure().isPresent()) {
            failures.add(result);
        }
    }

    /** Begins no further run. */
    public void stop() {
        stopped = true;
    }

    /**
     * Where the campaign stands.
     *
     * @param runs that have ended
     * @param simulatedSeconds virtual time of these runs
     * @param failures defects found
     */
    public record Summary(int runs, long simulatedSeconds, List<RunResult> failures) {}

    /** Where the campaign stands now. */
    public synchronized Summary summary() {
        return new Summary(runs, simulatedNanos / SECOND, List.copyOf(failures));
    }
}
