package io.openplex.deploy.lab;

import io.openplex.deploy.operator.ConsoleVerb;
import io.openplex.deploy.operator.EnfVerb;
import io.openplex.deploy.simulation.run.SimulateCommand;
import io.openplex.stackd.daemon.StackdCommand;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line behind the launcher. */
@Command(
        name = "openplex",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "A Parallel Sysplex network in software.",
        subcommands = LabCommand.class)
public final class Openplex implements Runnable {
    private static final String LOG_SETTINGS = "logback.configurationFile";

    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] args) {
        // Before the first logger: everything but a stack daemon says what it has to say by itself.
        if (System.getProperty(LOG_SETTINGS) == null && !(args.length > 0 && args[0].equals("stackd"))) {
            System.setProperty(LOG_SETTINGS, "io/openplex/deploy/lab/logback-quiet.xml");
        }
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, with its answers to what is wrong. */
    static CommandLine commandLine() {
        LabSystems systems = new LabSystems();
        CommandLine console = new CommandLine(new ConsoleVerb(systems));
        console.getCommandSpec().addMixin("lab", systems.options());
        CommandLine enf = EnfVerb.commandLine(systems);
        enf.getSubcommands().values().forEach(form -> form.getCommandSpec().addMixin("lab", systems.options()));
        CommandLine all = new CommandLine(new Openplex())
                .addSubcommand(console)
                .addSubcommand(enf)
                .addSubcommand(new ProfileVerb())
                .addSubcommand(new StackdCommand())
                .addSubcommand(new SimulateCommand());
        ServiceLoader.load(Verb.class).forEach(verb -> all.addSubcommand(verb.commandLine()));
        return all.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(refusal())
                .setExecutionExceptionHandler(failure());
    }

    @Override
    public void run() {
        throw LabFailure.usage("say what to do: " + verbs(commandLine()));
    }

    private static IParameterExceptionHandler refusal() {
        return (exception, args) -> {
            complain(exception.getCommandLine(), explanation(exception));
            return LabFailure.USAGE;
        };
    }

    private static IExecutionExceptionHandler failure() {
        return (exception, commandLine, parsed) -> {
            if (exception instanceof LabFailure failure) {
                complain(commandLine, failure.text());
                return failure.exitCode();
            }
            throw exception;
        };
    }

    private static void complain(CommandLine commandLine, String text) {
        commandLine.getErr().println("openplex: " + text);
        commandLine.getErr().flush();
    }

    private static String explanation(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        List<String> unmatched =
                exception instanceof UnmatchedArgumentException unknown ? unknown.getUnmatched() : List.of();
        boolean verb = !unmatched.isEmpty()
                && !unmatched.getFirst().startsWith("-")
                && !command.getSubcommands().isEmpty();
        if (!verb) {
            return exception.getMessage() + " (\"" + command.getCommandSpec().qualifiedName() + " --help\" explains)";
        }
        String word = unmatched.getFirst();
        boolean top = command.getParent() == null;
        return "unknown " + (top ? "" : command.getCommandName() + " ") + "verb " + word + "; there are "
                + verbs(command);
    }

    private static String verbs(CommandLine command) {
        return String.join(", ", command.getSubcommands().keySet());
    }
}
