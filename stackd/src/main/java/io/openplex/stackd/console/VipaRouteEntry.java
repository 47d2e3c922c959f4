package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;

/**
 * One VIPAROUTE (operations.md 1.8).
 *
 * @param destXcf dynamic XCF address of the target
 * @param target address to route to
 * @param status state of the route
 */
public record VipaRouteEntry(IpAddress destXcf, IpAddress target, Status status) {
    /** RtStatus. */
    public enum Status {
        /** Usable. */
        ACTIVE("ACTIVE"),
        /** No route to it. */
        INACTIVE("INACTIVE"),
        /** The address is not on that stack. */
        UNAVAIL("UNAVAIL"),
        /** Own stack. */
        OWN("N/A");

        private final String display;

        Status(String display) {
            this.display = display;
        }

        /** As printed. */
        public String display() {
            return display;
        }
    }
}
