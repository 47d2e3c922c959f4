package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One DVIPA as the whole group sees it (operations.md 1.18).
 *
 * @param address address of either family
 * @param local how this stack has it; absent when it has not
 * @param stacks one line per stack concerned, owner first
 */
public record GroupDvipa(IpAddress address, Optional<Local> local, List<Line> stacks) {
    /**
     * How this stack has the DVIPA.
     *
     * @param name link or interface name, absent while there is none (a backup)
     * @param prefixLength prefix length
     * @param origin where it comes from
     */
    public record Local(Optional<String> name, int prefixLength, DvipaOrigin origin) {}

    /**
     * One stack.
     *
     * @param tcpName stack job name
     * @param mvsName system name
     * @param status what it does with the DVIPA
     * @param rank 1 to 254, only for a backup
     * @param distribution part in distribution
     */
    public record Line(String tcpName, String mvsName, DvipaStatus status, OptionalInt rank, DistStatus distribution) {}
}
