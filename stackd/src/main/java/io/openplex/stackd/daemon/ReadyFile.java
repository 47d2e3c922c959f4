package io.openplex.stackd.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * {@code ready.json} in the state folder: there from the moment the stack is in the sysplex with its DVIPAs
 * processed, until
 * its orderly stop. Written whole or not at all. Fields: pid, system, job, rpcPort, metricsPort, joined.
 */
final class ReadyFile {
    private final Path file;

    ReadyFile(Path stateDirectory) {
        file = stateDirectory.resolve("ready.json");
    }

    /** Removes what an earlier life left, and makes the folder. */
    void clear() throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.deleteIfExists(file);
    }

    void write(long pid, String system, String job, int rpcPort, int metricsPort) throws IOException {
        String json = String.format(
                Locale.ROOT,
                "{\"pid\":%d,\"system\":\"%s\",\"job\":\"%s\",\"rpcPort\":%d,\"metricsPort\":%d,\"joined\":true}%n",
                pid,
                system,
                job,
                rpcPort,
                metricsPort);
        Path fresh = file.resolveSibling("ready.json.new");
        Files.writeString(fresh, json, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
