package io.openplex.deploy.lab;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that say which lab is meant. */
final class LabChoice {
    @Option(
            names = "--port-base",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "A lab's ports are N+7 to N+80 on 127.0.0.1: HTTP at N+80, echo at N+7. Default: "
                    + LabPorts.BASE_DEFAULT + ", or the only lab that runs.")
    @Nullable
    Integer portBase;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The lab's directory. Default: ~/.openplex/lab-N.")
    @Nullable
    Path directory;

    /** Ports of a lab that is to start. */
    LabPorts ports() {
        return new LabPorts(portBase == null ? LabPorts.BASE_DEFAULT : portBase);
    }

    /** Files of a lab that is to start. */
    LabFiles fresh(LabPorts ports) {
        return directory == null
                ? LabRegistry.ofUser().defaultFiles(ports.base())
                : new LabFiles(directory.toAbsolutePath().normalize());
    }

    /** Files of the lab that a verb means. */
    LabFiles existing() {
        return LabRegistry.ofUser().find(portBase, directory);
    }
}
