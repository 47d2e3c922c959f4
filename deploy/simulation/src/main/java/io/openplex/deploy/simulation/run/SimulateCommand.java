package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.StackVariant;
import io.openplex.deploy.simulation.check.Violation;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openplex simulate}: looks for faults in whole sysplexes under virtual time. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs whole sysplexes under virtual time from seeds, breaks them, and checks what must hold.",
            "Without options: the seeds that once failed, then fresh ones for one minute."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int SHRINKING_RUNS = 200;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final int VIOLATED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "First seed; without --runs and --minutes only this one.")
    private @Nullable Long seed;

    @Option(names = "--runs", paramLabel = "N", description = "How many seeds to run, one after the other.")
    private @Nullable Integer runs;

    @Option(names = "--minutes", paramLabel = "N", description = "How long to run.")
    private @Nullable Double minutes;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time (default: one per processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where history and capture of a failure go (default: ${DEFAULT-VALUE}).")
    private Path keep = Path.of("simulation-failures");

    @Option(names = "--json", description = "Print the summary as one JSON object, and no progress.")
    private boolean json;

    private long startedNanos;

    /** The command, for picocli. */
    public SimulateCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        refuseNonsense();
        startedNanos = System.nanoTime();
        Campaign campaign = new Campaign(seeds(), s -> new SimulationRun(Scenario.of(s)).run(), this::keep);
        Thread atEnd = new Thread(() -> interrupted(campaign), "summary");
        Runtime.getRuntime().addShutdownHook(atEnd);
        CountDownLatch done = new CountDownLatch(1);
        Thread progress = Thread.ofPlatform().daemon().name("progress").start(() -> progress(campaign, done));
        campaign.run(Math.max(1, threads));
        done.countDown();
        progress.join();
        Runtime.getRuntime().removeShutdownHook(atEnd);
        print(campaign.summary());
        return campaign.summary().failures().isEmpty() ? 0 : VIOLATED;
    }

    private void refuseNonsense() {
        CommandSpec own = java.util.Objects.requireNonNull(spec);
        if (runs != null && runs < 1) {
            throw new ParameterException(own.commandLine(), "--runs must be 1 or more, not " + runs);
        }
        if (minutes != null && !(minutes > 0)) {
            throw new ParameterException(own.commandLine(), "--minutes must be more than 0, not " + minutes);
        }
    }

    /** The corpus first unless a seed is given; then consecutive seeds from the given or a random one. */
    private Supplier<OptionalLong> seeds() {
        Long given = seed;
        boolean endless = runs == null && (given == null || minutes != null);
        long count = runs != null ? runs : endless ? Long.MAX_VALUE : 1;
        double limit = minutes != null ? minutes : 1;
        long until = endless || minutes != null ? startedNanos + (long) (limit * NANOS_PER_MINUTE) : Long.MAX_VALUE;
        java.util.Iterator<Long> corpus = (given == null ? Corpus.seeds() : java.util.List.<Long>of()).iterator();
        long first = given != null ? given : RandomGenerator.getDefault().nextLong(1L << 48);
        return new Supplier<>() {
            private long given;

            @Override
            public OptionalLong get() {
                if (corpus.hasNext()) {
                    return OptionalLong.of(corpus.next());
                }
                if (given >= count || System.nanoTime() - until >= 0) {
                    return OptionalLong.empty();
                }
                return OptionalLong.of(first + given++);
            }
        };
    }

    private void keep(RunResult failed) {
        Violation violation = failed.failure().orElseThrow();
        say("seed " + failed.scenario().seed() + ": " + violation);
        Scenario least =
                new Shrinker(violation.invariant(), StackVariant.NONE, SHRINKING_RUNS).shrink(failed.scenario());
        try {
            Path text = new FailureReport(keep, StackVariant.NONE).write(failed, least);
            say("seed " + failed.scenario().seed() + ": "
                    + failed.scenario().faults().size() + " faults shrunk to "
                    + least.faults().size() + ", history in " + text);
        } catch (IOException e) {
            say("seed " + failed.scenario().seed() + ": history not written: " + e.getMessage());
        }
    }

    private synchronized void say(String line) {
        if (!json) {
            out().println(line);
            out().flush();
        }
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }

    private void progress(Campaign campaign, CountDownLatch done) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        if (json || !terminal) {
            return;
        }
        try {
            while (!done.await(1, TimeUnit.SECONDS)) {
                say(line(campaign.summary()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interrupted(Campaign campaign) {
        campaign.stop();
        print(campaign.summary());
    }

    private String line(Campaign.Summary summary) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        return "%d runs, %.1f simulated minutes in %.0f s, %d failures"
                .formatted(
                        summary.runs(),
                        summary.simulatedSeconds() / 60.0,
                        seconds,
                        summary.failures().size());
    }

    private void print(Campaign.Summary summary) {
        out().println(json ? toJson(summary) : line(summary));
        out().flush();
    }

    private static String toJson(Campaign.Summary summary) {
        StringBuilder text = new StringBuilder("{\"runs\":")
                .append(summary.runs())
                .append(",\"simulatedSeconds\":")
                .append(summary.simulatedSeconds())
                .append(",\"failures\":[");
        String comma = "";
        for (RunResult failure : summary.failures()) {
            Violation violation = failure.failure().orElseThrow();
            text.append(comma)
                    .append("{\"seed\":")
                    .append(failure.scenario().seed())
                    .append(",\"rule\":\"")
                    .append(violation.invariant())
                    .append("\",\"what\":\"")
                    .append(violation
                            .what()
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", " "))
                    .append("\"}");
            comma = ",";
        }
        return text.append("]}").toString();
    }
}
