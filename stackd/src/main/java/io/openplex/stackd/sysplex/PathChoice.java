package io.openplex.stackd.sysplex;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.ip.LinkNames;
import io.openplex.xcf.api.MemberInfo;

/**
 * Which way packets to a partner go (operations.md 4.5). HiperSockets is one device for all partners of the CPC:
 * whether it could ever be activated decides for all of them, and stopping it later takes the connectivity, not the
 * choice.
 */
final class PathChoice {
    private final MemberInfo own;
    private HiperSockets hiperSockets = HiperSockets.NEVER_ACTIVE;

    private enum HiperSockets {
        NEVER_ACTIVE,
        ACTIVE,
        STOPPED
    }

    /** A way to a partner. */
    enum Path {
        /** The partner runs on this system: device IUTSAMEH. */
        SAME_SYSTEM,
        /** Another LPAR of this CPC: device IUTIQDIO. */
        HIPERSOCKETS,
        /** Another CPC, or HiperSockets was never there: a device with the CP name of the partner. */
        XCF
    }

    /** The choice of a stack whose HiperSockets device has never been active. */
    PathChoice(MemberInfo own) {
        this.own = own;
    }

    /** The HiperSockets device IUTIQDIO is active now. */
    void hiperSocketsActivated() {
        hiperSockets = HiperSockets.ACTIVE;
    }

    /** The HiperSockets device does not work any more; nothing when it never did. */
    void hiperSocketsStopped() {
        if (hiperSockets == HiperSockets.ACTIVE) {
            hiperSockets = HiperSockets.STOPPED;
        }
    }

    /** The way to a partner. */
    Path to(MemberInfo partner) {
        if (partner.system().equals(own.system())) {
            return Path.SAME_SYSTEM;
        }
        boolean sameCpc = partner.cpc().equals(own.cpc());
        return sameCpc && hiperSockets != HiperSockets.NEVER_ACTIVE ? Path.HIPERSOCKETS : Path.XCF;
    }

    /** Packets can go that way at all: HiperSockets that was stopped is not replaced by another way. */
    boolean isUsable(Path path) {
        return path != Path.HIPERSOCKETS || hiperSockets == HiperSockets.ACTIVE;
    }

    /** IPv4 link name. */
    String linkName(Path path, MemberInfo partner, IpAddress ownXcf) {
        return switch (path) {
            case SAME_SYSTEM -> LinkNames.SAME_MVS;
            case HIPERSOCKETS -> LinkNames.iqdio(ownXcf);
            case XCF -> LinkNames.xcf(partner.sysclone());
        };
    }

    /** Device name. */
    String deviceName(Path path, MemberInfo partner) {
        return switch (path) {
            case SAME_SYSTEM -> LinkNames.SAME_MVS_DEVICE;
            case HIPERSOCKETS -> LinkNames.IQDIO_DEVICE;
            case XCF -> partner.cpName();
        };
    }
}
