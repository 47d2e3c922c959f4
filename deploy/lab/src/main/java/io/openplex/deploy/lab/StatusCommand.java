package io.openplex.deploy.lab;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code openplex lab status}: what is true now, also of a lab that is half dead. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows LPARs, processes, DVIPA owners and ports to try. Exit code 1 when no lab runs.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    LabCommand lab;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        LabFiles files = lab.existing();
        lab.required(files);
        LabStatus status = LabStatus.of(files);
        if (json) {
            lab.say(StatusJson.of(status));
        } else {
            StatusText.print(status, lab.out());
        }
        return status.phase().isEmpty() ? LabFailure.FAILED : 0;
    }
}
