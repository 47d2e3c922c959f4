package io.openplex.deploy.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sockets of a process on which something can arrive from anybody, as the kernel tells (proc(5), /proc/net). */
final class ListeningSockets {
    private static final String TCP_LISTEN = "0A";
    private static final String LOOPBACK4 = "0100007F";
    private static final String LOOPBACK6 = "00000000000000000000000001000000";
    private static final String LOOPBACK_MAPPED = "0000000000000000FFFF00000100007F";

    private ListeningSockets() {}

    /**
     * One socket.
     *
     * @param address as the kernel prints it: hexadecimal words in host order
     */
    record Listener(String protocol, String address, int port) {
        boolean loopback() {
            return address.equals(LOOPBACK4) || address.equals(LOOPBACK6) || address.equals(LOOPBACK_MAPPED);
        }
    }

    /** TCP sockets that listen and all UDP sockets of a process. */
    static List<Listener> of(long pid) throws IOException {
        Set<String> inodes = inodes(pid);
        List<Listener> listeners = new ArrayList<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path table = Path.of("/proc", Long.toString(pid), "net", protocol);
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && inodes.contains(fields[9]) && receives(protocol, fields[3])) {
                    String[] local = fields[1].split(":", -1);
                    listeners.add(new Listener(protocol, local[0], Integer.parseInt(local[1], 16)));
                }
            }
        }
        return listeners;
    }

    private static boolean receives(String protocol, String state) {
        return protocol.startsWith("udp") || state.equals(TCP_LISTEN);
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }
}
