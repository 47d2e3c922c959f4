package io.openplex.xcf.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which set of local addresses and ports this process lives in: on Linux the running kernel's boot id and the number of
 * the network namespace. What answers, or refuses, at a local address says something about another process only if both
 * live in the same one: two machines, or two containers, may advertise the same address, above all a loopback one.
 */
final class HostIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(HostIdentity.class);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** A symbolic link to {@code net:[inode]}. */
    private static final Path NETWORK = Path.of("/proc/self/ns/net");

    private HostIdentity() {}

    /** The identity in one text without spaces; empty where the system does not tell. */
    static String own() {
        return read(BOOT_ID, NETWORK);
    }

    static String read(Path bootId, Path network) {
        try {
            String boot = Files.readString(bootId, StandardCharsets.US_ASCII).strip();
            String namespace = Files.readSymbolicLink(network).toString();
            return boot.isEmpty() || namespace.isEmpty() ? "" : boot + "/" + namespace;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn(
                    "This system does not tell who it is ({}): a refused connection will prove no death", e.toString());
            return "";
        }
    }
}
