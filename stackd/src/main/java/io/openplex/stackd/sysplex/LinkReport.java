package io.openplex.stackd.sysplex;

import io.openplex.stackd.ip.InterfaceCounters;
import io.openplex.stackd.xcflink.LinkDrop;
import io.openplex.stackd.xcflink.XcfInterface;
import io.openplex.stackd.xcflink.XcfLink;
import java.util.EnumMap;
import java.util.Map;

/**
 * What NETSTAT DEVLINKS and monitors show of the data link to one partner (operations.md 1.4, 4.5), since the link was
 * made.
 *
 * @param partner member name
 * @param device device name: IUTSAMEH, or the partner's CP name
 * @param name link name: EZASAMEMVS, or EZAXCF and the partner's SYSCLONE
 * @param up packets can be sent
 * @param mtu largest packet, bytes: 55296, or what the path takes
 * @param packetsIn packets received
 * @param bytesIn their bytes, IP header included
 * @param packetsOut packets sent
 * @param bytesOut their bytes
 * @param outDiscarded packets that were to be sent and were dropped, for whatever reason
 * @param missing packets that the partner has sent and that have not arrived
 * @param drops datagrams and packets dropped by the link, by reason, every reason
 */
public record LinkReport(
        String partner,
        String device,
        String name,
        boolean up,
        int mtu,
        long packetsIn,
        long bytesIn,
        long packetsOut,
        long bytesOut,
        long outDiscarded,
        long missing,
        Map<LinkDrop, Long> drops) {
    /** Copies the reasons. */
    public LinkReport {
        drops = Map.copyOf(drops);
    }

    static LinkReport of(String partner, String device, XcfInterface attached) {
        XcfLink link = attached.link();
        InterfaceCounters counters = attached.counters();
        Map<LinkDrop, Long> drops = new EnumMap<>(LinkDrop.class);
        for (LinkDrop reason : LinkDrop.values()) {
            drops.put(reason, link.dropped(reason));
        }
        return new LinkReport(
                partner,
                device,
                attached.name(),
                attached.up(),
                attached.mtu(),
                counters.packetsIn(),
                counters.bytesIn(),
                counters.packetsOut(),
                counters.bytesOut(),
                counters.dropsOut(),
                link.missing(),
                drops);
    }
}
