package io.openplex.deploy.operator;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code enf listen}: one line per join or leave, as it happens. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = "Prints ENF 80 events of all systems, or of one, until Ctrl-C.")
public final class EnfListenVerb implements Callable<Integer> {
    private static final int SERVED_CODE = 80;

    private final SystemDirectory directory;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Targets targets = new Targets();

    @Option(names = "--code", required = true, description = "Event code; 80 is served.")
    private int code;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(names = "--count", paramLabel = "N", description = "Ends after N events.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--replay", description = "Prints the present state first, marked synthetic.")
    private boolean replay;

    /** The command for systems of this directory. */
    public EnfListenVerb(SystemDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (code != SERVED_CODE) {
            throw targets.usage("event code " + code + " is not served; 80 is");
        }
        if (count < 1) {
            throw targets.usage("--count takes a number from 1");
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            return listen(targets.select(directory), err);
        } catch (OperatorFailure failure) {
            err.println(failure.getMessage());
            err.flush();
            return 1;
        }
    }

    private int listen(List<SystemAddress> systems, PrintWriter err) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();
        try (EnfWatcher watcher = new EnfWatcher(systems, replay, events::add)) {
            Thread atExit = Thread.ofPlatform().name("enf-close").unstarted(watcher::close);
            Runtime.getRuntime().addShutdownHook(atExit);
            List<String> reached = watcher.awaitFirstContact();
            if (reached.isEmpty()) {
                forget(atExit);
                throw new OperatorFailure("no system answers; is the lab running?");
            }
            err.println("listening: " + String.join(" ", reached));
            err.flush();
            for (long printed = 0; printed < count && !out.checkError(); printed++) {
                WatchedEvent event = events.take();
                out.println(json ? event.toJson() : event.toText());
                out.flush();
            }
            forget(atExit);
        }
        return 0;
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already and does what is needed.
            return;
        }
    }
}
