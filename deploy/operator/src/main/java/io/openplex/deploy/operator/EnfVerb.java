package io.openplex.deploy.operator;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code enf}: event notification; {@code enf listen} is its only form. */
@Command(name = "enf", mixinStandardHelpOptions = true, description = "Event notification facility.")
public final class EnfVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command line of {@code enf} with {@code listen} mounted, ready for {@code addSubcommand}. */
    public static CommandLine commandLine(SystemDirectory directory) {
        return new CommandLine(new EnfVerb()).addSubcommand(new EnfListenVerb(directory));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: enf listen --code 80");
    }
}
