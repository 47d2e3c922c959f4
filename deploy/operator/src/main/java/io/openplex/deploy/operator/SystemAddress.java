package io.openplex.deploy.operator;

import java.util.Optional;

/**
 * Where the operator interface of a system listens.
 *
 * @param system system name
 * @param host host name or address
 * @param port 1 to 65535
 */
public record SystemAddress(String system, String host, int port) {
    /** Parses {@code host:port}, {@code [v6]:port}; the text also becomes the name. */
    public static Optional<SystemAddress> tryParse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        String digits = text.substring(colon + 1);
        if (host.isEmpty() || !digits.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(digits);
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new SystemAddress(text, host, port));
    }
}
