package io.openplex.hwsim.wire;

/**
 * An address and a port, printed as z/OS does ({@code 198.51.100.11..8080}, operations.md 1.2).
 *
 * @param address address of either family
 * @param port 0 to 65535
 */
public record IpEndpoint(IpAddress address, int port) implements Comparable<IpEndpoint> {
    /** Refuses a port that does not fit 16 bits. */
    public IpEndpoint {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    @Override
    public int compareTo(IpEndpoint other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return address.toConsole() + ".." + port;
    }
}
