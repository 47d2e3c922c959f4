package io.openplex.deploy.lab;

import io.openplex.deploy.lab.demo.LabClient;
import io.openplex.deploy.lab.demo.Tour;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code openplex lab demo}: the guided tour of a lab that runs, or of one that is started for it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A guided tour: client traffic, the death of the owner, its return, with measured gaps.")
final class DemoCommand implements Callable<Integer> {
    private static final int PHASES = 7;
    private static final int SECONDS_MIN = 5;
    private static final int SECONDS_MAX = 3600;

    @ParentCommand
    LabCommand lab;

    @Option(names = "--seconds", paramLabel = "N", description = "About how long it takes (${DEFAULT-VALUE}).")
    int seconds = 60;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
            throw LabFailure.usage("--seconds takes " + SECONDS_MIN + " to " + SECONDS_MAX + ", not " + seconds);
        }
        LabFiles files = lab.choice.existing();
        Optional<LabRecord> running = LabRecord.read(files.record()).filter(LabRecord::alive);
        if (running.isPresent()) {
            return tour(files, running.get());
        }
        LabSetup setup = lab.setup();
        int started = new DetachedStart(setup, lab.out(), lab.err()).run();
        if (started != 0) {
            return started;
        }
        Thread stop = new Thread(() -> stopQuietly(setup.files()), "lab-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return tour(setup.files(), lab.required(setup.files()));
        } finally {
            Runtime.getRuntime().removeShutdownHook(stop);
            StopCommand.stop(lab, setup.files());
        }
    }

    private int tour(LabFiles files, LabRecord record) throws IOException, InterruptedException {
        requireAllReady(files);
        LabClient client = new LabClient(files, new LabPorts(record.portBase()));
        List<String> wrong = new Tour(client, lab.out(), Duration.ofMillis(seconds * 1000L / PHASES)).walk();
        if (!wrong.isEmpty()) {
            throw LabFailure.failed("the demonstration went wrong: " + String.join("; ", wrong));
        }
        return 0;
    }

    private static void requireAllReady(LabFiles files) throws InterruptedException {
        for (LabStatus.SystemStatus system : LabStatus.of(files).systems()) {
            if (system.state() != LabStatus.SystemState.READY) {
                throw LabFailure.failed(system.lpar().system() + " is "
                        + system.state().word() + ": the demonstration needs all three systems");
            }
        }
    }

    private void stopQuietly(LabFiles files) {
        try {
            StopCommand.stop(lab, files);
        } catch (IOException e) {
            lab.err().println("openplex: " + LabFiles.reason(e));
        }
    }
}
