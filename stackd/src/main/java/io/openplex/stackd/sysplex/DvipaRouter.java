package io.openplex.stackd.sysplex;

import io.openplex.distributor.DistributorEngine;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.InboundRouter;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.tcp.UnknownSegmentPolicy;
import java.nio.ByteBuffer;

/**
 * The packet path of DVIPAs: asks the distributor, forwards over the partner's link, or lets TCP have the segment. Also
 * tells TCP when it must not answer for a DVIPA. Allocates nothing.
 */
final class DvipaRouter implements InboundRouter, UnknownSegmentPolicy {
    private final IpLayer ip;
    private final DistributorEngine distributor;
    private final PartnerLinks links;
    private final ClaimLicence licence;
    private final DvipaAddresses addresses;
    private long noPath;
    private long unlicensed;

    /** The segment that TCP must refuse, from the router's decision until TCP asks in the same call. */
    private boolean resetWanted;

    private long resetRemote;
    private int resetPorts;

    DvipaRouter(
            IpLayer ip,
            DistributorEngine distributor,
            PartnerLinks links,
            ClaimLicence licence,
            DvipaAddresses addresses) {
        this.ip = ip;
        this.distributor = distributor;
        this.links = links;
        this.licence = licence;
        this.addresses = addresses;
    }

    @Override
    public InboundRouter.Verdict route(Frame packet, HomeEntry home, long nowNanos) {
        resetWanted = false;
        if (home.kind() == HomeKind.DVIPA_MOVING) {
            // A client that has not heard of the new owner yet: its connection may still be here.
            return InboundRouter.Verdict.DELIVER;
        }
        ByteBuffer b = packet.buffer();
        int l3 = packet.l3;
        int l4 = packet.l4;
        boolean opens = (Tcp.flags(b, l4) & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN;
        if (opens && home.kind() == HomeKind.DVIPA_OWNED && !mayOpen(home, nowNanos)) {
            unlicensed++;
            return InboundRouter.Verdict.CONSUMED;
        }
        int decision = distributor.classify(
                IpAddress.V4_HIGH,
                IpAddress.lowOfV4(Ipv4.destination(b, l3)),
                Tcp.destinationPort(b, l4),
                IpAddress.V4_HIGH,
                IpAddress.lowOfV4(Ipv4.source(b, l3)),
                Tcp.sourcePort(b, l4),
                Tcp.flags(b, l4),
                nowNanos);
        return switch (decision) {
            case DistributorEngine.NOT_OWNED, DistributorEngine.LOCAL -> InboundRouter.Verdict.DELIVER;
            case DistributorEngine.FORWARD -> forward(packet, nowNanos);
            case DistributorEngine.RESET -> {
                resetWanted = true;
                resetRemote = IpAddress.lowOfV4(Ipv4.source(b, l3));
                resetPorts = ports(Tcp.destinationPort(b, l4), Tcp.sourcePort(b, l4));
                yield InboundRouter.Verdict.DELIVER;
            }
            default -> InboundRouter.Verdict.CONSUMED;
        };
    }

    /** Suspended, or being handed over: a SYN is for the next owner, and will be repeated. */
    private boolean mayOpen(HomeEntry home, long nowNanos) {
        return addresses.isClaimed(home.address()) && licence.mayClaim(nowNanos);
    }

    private InboundRouter.Verdict forward(Frame packet, long nowNanos) {
        int number = links.interfaceOf(distributor.target(distributor.chosenTarget()));
        if (number == PartnerLinks.NONE || !ip.forwardTo(packet, number, nowNanos)) {
            noPath++;
        }
        return InboundRouter.Verdict.CONSUMED;
    }

    @Override
    public UnknownSegmentPolicy.Verdict unknownSegment(
            long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        if (resetWanted && resetRemote == remoteLow && resetPorts == ports(localPort, remotePort)) {
            resetWanted = false;
            return UnknownSegmentPolicy.Verdict.RESET;
        }
        return isMoving(localHigh, localLow) ? UnknownSegmentPolicy.Verdict.DROP : UnknownSegmentPolicy.Verdict.NORMAL;
    }

    @Override
    public UnknownSegmentPolicy.Verdict incomingSyn(
            long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return unknownSegment(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
    }

    @Override
    public boolean mayOpen(long localHigh, long localLow) {
        return !isMoving(localHigh, localLow);
    }

    private static int ports(int local, int remote) {
        return local << 16 | remote;
    }

    /** A DVIPA that this stack has given away: only its owner may refuse anything. */
    private boolean isMoving(long high, long low) {
        HomeEntry entry = ip.home().find(high, low);
        return entry == null || entry.kind() == HomeKind.DVIPA_MOVING;
    }

    /** New connections dropped because the right to own was suspended, or the address was being handed over. */
    long unlicensed() {
        return unlicensed;
    }

    /** Packets for a target whose link was not there. */
    long noPath() {
        return noPath;
    }
}
