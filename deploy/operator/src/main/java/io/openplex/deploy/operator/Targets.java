package io.openplex.deploy.operator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which systems a command talks to. */
final class Targets {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--system", paramLabel = "SYSTEM", description = "Name of the system, for example SYSA.")
    private Optional<String> system = Optional.empty();

    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            description = "Operator interface of a daemon; no lab is needed.")
    private Optional<String> address = Optional.empty();

    /** The systems asked for: one address, one name, or all. */
    List<SystemAddress> select(SystemDirectory directory) {
        if (address.isPresent()) {
            if (system.isPresent()) {
                throw usage("--system and --address exclude each other");
            }
            return List.of(SystemAddress.tryParse(address.get())
                    .orElseThrow(() -> usage("--address takes HOST:PORT, not " + address.get())));
        }
        List<SystemAddress> all = directory.systems();
        if (all.isEmpty()) {
            throw new OperatorFailure("there is no system to talk to");
        }
        if (system.isEmpty()) {
            return all;
        }
        String name = system.get().toUpperCase(Locale.ROOT);
        List<SystemAddress> found = all.stream()
                .filter(candidate -> candidate.system().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw usage("unknown system " + system.get() + "; there are "
                    + String.join(", ", all.stream().map(SystemAddress::system).toList()));
        }
        return found;
    }

    CommandLine.ParameterException usage(String line) {
        return new CommandLine.ParameterException(spec.commandLine(), line);
    }
}
