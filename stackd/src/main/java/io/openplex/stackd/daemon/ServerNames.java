package io.openplex.stackd.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The servers that a connect string of ZooKeeper names: {@code host[:port],...[/path]}. */
final class ServerNames {
    private ServerNames() {}

    /** The first server that is not reached by loopback alone, as typed; one that is unknown here counts as such. */
    static Optional<String> beyondLoopback(String connectString) {
        int path = connectString.indexOf('/');
        String servers = path < 0 ? connectString : connectString.substring(0, path);
        for (String server : servers.split(",", -1)) {
            if (!server.isBlank() && !loopback(host(server.strip()))) {
                return Optional.of(server.strip());
            }
        }
        return Optional.empty();
    }

    private static String host(String server) {
        int bracket = server.indexOf(']');
        if (server.startsWith("[") && bracket > 0) {
            return server.substring(1, bracket);
        }
        int colon = server.indexOf(':');
        return colon >= 0 && colon == server.lastIndexOf(':') ? server.substring(0, colon) : server;
    }

    private static boolean loopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
