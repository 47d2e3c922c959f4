package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.BenchOptions;
import io.openplex.deploy.bench.BenchRun;
import io.openplex.deploy.bench.Part;
import io.openplex.deploy.lab.LabFailure;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openplex bench xcf}. */
@Command(
        name = "xcf",
        mixinStandardHelpOptions = true,
        description = {
            "Membership and take-over with real processes and a coordination service of three servers.",
            "Parts: killed, frozen, ensemble-away, rolling, many, many-on-one, saturated. All of them take about half "
                    + "an hour."
        })
public final class XcfCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long the part saturated lasts (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--away",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the part ensemble-away lasts (default: ${DEFAULT-VALUE}).")
    private int awaySeconds;

    @Spec
    private @Nullable CommandSpec spec;

    /** The command, for picocli. */
    public XcfCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (!(minutes > 0)) {
            throw LabFailure.usage("--minutes must be more than 0, not " + minutes);
        }
        if (awaySeconds < 1) {
            throw LabFailure.usage("--away must be 1 or more, not " + awaySeconds);
        }
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        return new BenchRun("xcf", parts(), options, line.getOut(), line.getErr()).run();
    }

    private List<Part> parts() {
        return List.of(
                new KilledPart(),
                new FrozenPart(),
                new EnsembleAwayPart(awaySeconds),
                new RollingPart(),
                ManyPart.spread(),
                ManyPart.onOne(),
                new SaturatedPart(minutes));
    }
}
