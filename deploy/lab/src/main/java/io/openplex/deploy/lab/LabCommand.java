package io.openplex.deploy.lab;

import io.openplex.deploy.lab.process.LabProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openplex lab}: starts a lab; its subcommands are the other verbs. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a sysplex of three LPARs on this machine, without root, Docker or ZooKeeper.",
            "In the foreground Ctrl-C stops everything."
        },
        subcommands = {
            StatusCommand.class,
            LparCommands.Kill.class,
            StopCommand.class,
            LparCommands.Start.class,
            LparCommands.Freeze.class,
            LparCommands.Thaw.class,
            DemoCommand.class
        })
final class LabCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Spec
    CommandSpec spec;

    @Option(names = "--detach", description = "Return when the sysplex is ready, and leave it running.")
    boolean detach;

    @Mixin
    LabChoice choice = new LabChoice();

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "Directory with PROFILE.TCPIP and what it includes. Default: deploy/lab/profiles.")
    @Nullable
    Path profiles;

    @Option(names = "--no-capture", description = "Write no captures of the LPARs' OSA ports.")
    boolean noCapture;

    @Override
    public Integer call() throws InterruptedException {
        return detach ? new DetachedStart(setup(), out(), err()).run() : foreground();
    }

    /** The lab to start. */
    LabSetup setup() {
        LabRegistry registry = LabRegistry.ofUser();
        LabPorts ports = choice.ports();
        Path directory = LabSetup.profiles(profiles);
        ProfileCheck.require(directory);
        return new LabSetup(choice.fresh(ports), ports, directory, !noCapture, registry);
    }

    /** The running lab that a verb means. */
    LabFiles existing() {
        return choice.existing();
    }

    /** Its record, or a failure that says that no lab runs. */
    LabRecord required(LabFiles files) {
        return LabRecord.read(files.record())
                .orElseThrow(() ->
                        LabFailure.failed("no lab runs in " + files.directory() + "; \"openplex lab\" starts one"));
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    void say(String line) {
        out().println(line);
        out().flush();
    }

    /** False when somebody stopped it meanwhile: then what fails is no failure of the lab. */
    private static boolean started(LabProcess lab) throws InterruptedException {
        try {
            lab.start();
            return true;
        } catch (LabFailure e) {
            if (lab.stopping()) {
                return false;
            }
            throw e;
        }
    }

    private int foreground() throws InterruptedException {
        LabSetup setup = setup();
        Consumer<String> stamped = line -> say(TIME.format(Instant.now()) + " " + line);
        LabProcess lab = new LabProcess(setup, stamped);
        Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-stop"));
        try (lab) {
            if (!started(lab)) {
                stamped.accept("stopped before it was ready");
                return LabFailure.FAILED;
            }
            StatusText.print(LabStatus.of(setup.files()), out());
            say("Ctrl-C or \"openplex lab stop\" stops it.");
            lab.awaitStopRequest();
        }
        return 0;
    }
}
