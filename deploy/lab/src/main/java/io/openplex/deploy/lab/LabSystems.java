package io.openplex.deploy.lab;

import io.openplex.deploy.operator.OperatorFailure;
import io.openplex.deploy.operator.SystemAddress;
import io.openplex.deploy.operator.SystemDirectory;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Where the systems of a lab listen, for the operator's verbs. */
final class LabSystems implements SystemDirectory {
    private final LabChoice choice = new LabChoice();

    /** The options that say which lab is meant, for a verb's command line. */
    CommandSpec options() {
        return CommandSpec.forAnnotatedObject(choice);
    }

    @Override
    public List<SystemAddress> systems() {
        LabFiles files = choice.existing();
        LabRecord record = LabRecord.read(files.record())
                .orElseThrow(() -> new OperatorFailure(
                        "openplex: no lab runs in " + files.directory() + "; \"openplex lab\" starts one"));
        LabPorts ports = new LabPorts(record.portBase());
        return Lpar.ALL.stream()
                .map(lpar -> new SystemAddress(lpar.system(), "127.0.0.1", ports.rpc(lpar)))
                .toList();
    }
}
