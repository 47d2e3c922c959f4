package io.openplex.deploy.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code openplex lab stop}: one LPAR in order, or the whole lab whatever state it is in. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops an LPAR in order; without a system the whole lab, or what is left of it.")
final class StopCommand implements Callable<Integer> {
    private static final Duration ORDERLY = Duration.ofSeconds(40);
    private static final Duration GONE = Duration.ofSeconds(5);

    @ParentCommand
    LabCommand lab;

    @Parameters(arity = "0..1", paramLabel = "SYSTEM", description = "SYSA, SYSB or SYSC.")
    @Nullable
    String system;

    @Override
    public Integer call() throws IOException {
        if (system != null) {
            LparCommands.Verb.ask(lab, "stop", system);
            return 0;
        }
        stop(lab, lab.existing());
        return 0;
    }

    /** Stops a lab and removes what it leaves behind. */
    static void stop(LabCommand lab, LabFiles files) throws IOException {
        Optional<LabRecord> record = LabRecord.read(files.record());
        if (record.isEmpty() && !Files.exists(files.lock())) {
            lab.say("no lab runs in " + files.directory());
            return;
        }
        if (record.isPresent() && record.get().alive()) {
            stopProcess(lab, files, record.get());
        }
        LabLock lock = LabLock.take(files.lock())
                .orElseThrow(() -> LabFailure.failed("a lab is just starting in " + files.directory()));
        try {
            LabCleaner.removeLeftovers(files, lab::say);
            // Of a detached start that was killed; of one that goes on it stays.
            LabLock.take(files.startLock()).ifPresent(LabLock::close);
            record.ifPresent(r -> LabRegistry.ofUser().remove(r.portBase(), files));
        } finally {
            lock.close();
        }
        lab.say("lab stopped");
    }

    private static void stopProcess(LabCommand lab, LabFiles files, LabRecord record) {
        ProcessIdentity process = record.process();
        process.signal("CONT");
        try {
            ControlClient.ask(files, "stop", ORDERLY, lab::say);
        } catch (LabFailure e) {
            // It may have ended while it answered; whether it ended counts.
            if (process.alive()) {
                lab.say(e.text());
            }
        }
        if (!LabCleaner.ends(process, GONE)) {
            lab.say("the lab process (" + process.pid() + ") does not end in order: killed");
            process.signal("KILL");
            LabCleaner.ends(process, GONE);
        }
    }
}
