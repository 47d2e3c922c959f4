package io.openplex.xcf.zookeeper;

import java.net.InetSocketAddress;

/**
 * Where a port is opened or reached.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 0-65535; 0 asks the system for a free one
 */
public record HostPort(String host, int port) {
    /** Refuses what no socket can have. */
    public HostPort {
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a host and port: '" + host + "' " + port);
        }
    }

    /**
     * Reads {@code host:port}, {@code [v6]:port} included.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not host:port: '" + text + "'");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
    }

    /** Resolves the host; may block. */
    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    HostPort withPort(int actual) {
        return new HostPort(host, actual);
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
