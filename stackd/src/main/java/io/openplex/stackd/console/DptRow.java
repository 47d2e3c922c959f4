package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the destination port table (operations.md 1.9).
 *
 * @param dest DVIPA and port
 * @param destXcf dynamic XCF address of the target
 * @param totalConnections connections ever forwarded to it
 * @param ready ready listeners on the target, 0 to 999
 * @param wlm normalised weight in use, 0 to 99
 * @param tsr target server responsiveness, percent
 * @param method for example {@code ROUNDROBIN}
 * @param flags in print order, for example {@code LOCAL}
 * @param tcsr target connectivity success rate, percent
 * @param cer connection establishment rate, percent
 * @param sef server efficiency fraction, percent
 * @param weight composite weight and its parts; absent when the method uses none
 * @param abnormal abnormal transactions per 1000
 * @param health 0 to 100, from the server
 * @param activeConnections active now
 */
public record DptRow(
        IpEndpoint dest,
        IpAddress destXcf,
        long totalConnections,
        int ready,
        int wlm,
        int tsr,
        String method,
        List<String> flags,
        int tcsr,
        int cer,
        int sef,
        Optional<Weight> weight,
        int abnormal,
        int health,
        long activeConnections) {
    /**
     * A composite weight.
     *
     * @param composite weight before normalisation
     * @param raw parts before proportions
     * @param proportional parts after
     */
    public record Weight(int composite, Parts raw, Parts proportional) {}

    /**
     * Weight by kind of processor.
     *
     * @param cp general
     * @param zaap zAAP
     * @param ziip zIIP
     */
    public record Parts(int cp, int zaap, int ziip) {}
}
