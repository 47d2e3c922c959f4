package io.openplex.stackd.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which machine this is, for as long as it is not installed anew or renamed: its machine id and its host name. A copy
 * of a directory does not take them along.
 */
final class MachineIdentity {
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private MachineIdentity() {}

    /** The identity in one line; a part that the system does not tell is a dash. */
    static String own() {
        return read(MACHINE_ID, HOST_NAME);
    }

    static String read(Path machineId, Path hostName) {
        return part(machineId) + " " + part(hostName);
    }

    private static String part(Path file) {
        try {
            String text =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().replaceAll("[^!-~]+", "_");
            return text.isEmpty() ? "-" : text;
        } catch (IOException e) {
            return "-"; // a system without this file is told apart by the other part
        }
    }
}
