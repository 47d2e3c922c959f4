package io.openplex.deploy.bench;

import io.openplex.deploy.bench.xcf.XcfCommand;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code openplex bench}: without a name it lists the benchmarks. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this machine against the bars of the design; \"openplex bench\" alone lists the benchmarks.",
            "Exit code 0 also when a bar was missed, 1 only when something was wrong, 2 for a wrong command line."
        },
        subcommands = XcfCommand.class)
public final class BenchCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** The command, for picocli. */
    public BenchCommand() {}

    @Override
    public void run() {
        CommandSpec own = java.util.Objects.requireNonNull(spec);
        PrintWriter out = own.commandLine().getOut();
        own.subcommands()
                .forEach((name, command) -> out.printf(
                        "%-10s %s%n",
                        name, command.getCommandSpec().usageMessage().description()[0]));
        out.flush();
    }
}
