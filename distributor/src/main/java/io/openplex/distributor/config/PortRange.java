package io.openplex.distributor.config;

/**
 * One operand of PORT.
 *
 * @param first 1 to 65535
 * @param last not below {@code first}
 */
public record PortRange(int first, int last) {
    /** A single port. */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }
}
