package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/**
 * One DVIPA known anywhere in the group, as D TCPIP,,SYSPLEX,VIPADYN shows it (operations.md 1.18).
 *
 * @param address the address
 * @param local this stack's own entry; the heading lines need it
 * @param interfaceName IPv6 interface name known anywhere, else empty
 * @param lines one per stack: the owner first, then by rank, then the rest by member name
 */
public record GroupRow(IpAddress address, Optional<LocalRow> local, String interfaceName, List<Line> lines) {
    /**
     * One stack's part.
     *
     * @param member the stack
     * @param status its state
     * @param rank its rank; displayed for {@link Status#BACKUP} only
     * @param role its part in the distribution
     * @param origin how it knows the address
     */
    public record Line(Member member, Status status, int rank, DistributionRole role, Origin origin) {}
}
