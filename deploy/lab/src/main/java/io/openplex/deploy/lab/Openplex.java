package io.openplex.deploy.lab;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line behind the launcher. */
@Command(
        name = "openplex",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "A Parallel Sysplex network in software.",
        subcommands = CommandLine.HelpCommand.class)
public final class Openplex implements Runnable {
    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Openplex()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
