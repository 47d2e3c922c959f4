package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.BenchOptions;
import io.openplex.deploy.bench.BenchRun;
import io.openplex.deploy.bench.Part;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code openplex bench xcf}. */
@Command(
        name = "xcf",
        mixinStandardHelpOptions = true,
        description = {
            "Membership and take-over with real processes and a coordination service of three servers.",
            "Parts: killed, frozen."
        })
public final class XcfCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** The command, for picocli. */
    public XcfCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        return new BenchRun("xcf", parts(), options, line.getOut(), line.getErr()).run();
    }

    private static List<Part> parts() {
        return List.of(new KilledPart(), new FrozenPart());
    }
}
