package io.openplex.deploy.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The verbs that do something to one LPAR. */
final class LparCommands {
    private LparCommands() {}

    /** What they share: they name a system, and the lab process does the work. */
    abstract static class Verb implements Callable<Integer> {
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        @ParentCommand
        LabCommand lab;

        @Parameters(paramLabel = "SYSTEM", description = "SYSA, SYSB or SYSC.")
        String system = "";

        private final String verb;

        Verb(String verb) {
            this.verb = verb;
        }

        @Override
        public Integer call() {
            ask(lab, verb, system);
            return 0;
        }

        /** Has the lab process do something to a system, and prints its answer. */
        static void ask(LabCommand lab, String verb, String system) {
            Lpar lpar = Lpar.required(system);
            LabFiles files = lab.existing();
            if (!lab.required(files).alive()) {
                throw LabFailure.failed("the lab process is gone; \"openplex lab stop\" cleans up");
            }
            ControlReply reply = ControlClient.ask(files, verb + " " + lpar.system(), PATIENCE, lab::say);
            lab.say(reply.text());
        }
    }

    /** SIGKILL. */
    @Command(name = "kill", mixinStandardHelpOptions = true, description = "Kills an LPAR's JVM (SIGKILL).")
    static final class Kill extends Verb {
        Kill() {
            super("kill");
        }
    }

    /** A new JVM. */
    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts an LPAR that does not run.")
    static final class Start extends Verb {
        Start() {
            super("start");
        }
    }

    /** SIGSTOP. */
    @Command(name = "freeze", mixinStandardHelpOptions = true, description = "Freezes an LPAR's JVM (SIGSTOP).")
    static final class Freeze extends Verb {
        Freeze() {
            super("freeze");
        }
    }

    /** SIGCONT. */
    @Command(name = "thaw", mixinStandardHelpOptions = true, description = "Lets a frozen LPAR go on (SIGCONT).")
    static final class Thaw extends Verb {
        Thaw() {
            super("thaw");
        }
    }
}
