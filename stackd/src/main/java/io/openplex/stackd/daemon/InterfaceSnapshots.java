package io.openplex.stackd.daemon;

import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaDrop;
import io.openplex.hwsim.adapters.osa.OsaStatistics;
import io.openplex.stackd.ip.InterfaceCounters;
import io.openplex.stackd.ip.IpInterface;
import io.openplex.stackd.ip.OsaInterface;
import io.openplex.stackd.metrics.MetricsSnapshot.Interface;
import io.openplex.stackd.sysplex.LinkReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What monitors see of a stack's interfaces and of its links to partners. */
final class InterfaceSnapshots {
    private InterfaceSnapshots() {}

    /** OSA interfaces in the order of their numbers, then links by partner. */
    static List<Interface> of(List<IpInterface> attached, List<LinkReport> links) {
        List<Interface> all = new ArrayList<>();
        for (IpInterface each : attached) {
            if (each instanceof OsaInterface osa) {
                all.add(of(osa));
            }
        }
        for (LinkReport link : links) {
            all.add(of(link));
        }
        return all;
    }

    private static Interface of(OsaInterface osa) {
        InterfaceCounters traffic = osa.counters();
        Map<String, Long> counters = traffic(
                traffic.packetsIn(), traffic.bytesIn(),
                traffic.packetsOut(), traffic.bytesOut());
        Map<String, Long> discards = new HashMap<>();
        if (osa.session() instanceof DedicatedOsa port) {
            OsaStatistics statistics = port.statistics();
            counters.put("arp_replies", statistics.arpRepliesOut());
            counters.put("announcements", statistics.announcements());
            counters.put("claims_refused", statistics.claimsRefused());
            counters.put("duplicate_addresses", statistics.duplicates());
            for (OsaDrop reason : OsaDrop.values()) {
                discards.put(name(reason), statistics.dropped(reason));
            }
        }
        return new Interface(osa.name(), "", osa.up(), osa.mtu(), 0, counters, discards);
    }

    private static Interface of(LinkReport link) {
        Map<String, Long> counters = traffic(link.packetsIn(), link.bytesIn(), link.packetsOut(), link.bytesOut());
        Map<String, Long> discards = new HashMap<>();
        link.drops().forEach((reason, count) -> discards.put(name(reason), count));
        return new Interface(link.name(), link.partner(), link.up(), link.mtu(), link.missing(), counters, discards);
    }

    private static Map<String, Long> traffic(long packetsIn, long bytesIn, long packetsOut, long bytesOut) {
        Map<String, Long> counters = new HashMap<>();
        counters.put("packets_in", packetsIn);
        counters.put("bytes_in", bytesIn);
        counters.put("packets_out", packetsOut);
        counters.put("bytes_out", bytesOut);
        return counters;
    }

    private static String name(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
