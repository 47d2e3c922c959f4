package io.openplex.stackd.metrics;

import java.util.List;
import java.util.Map;

/**
 * What the loop publishes for monitors a few times per second; values only.
 *
 * @param takenNanos monotonic time of the snapshot
 * @param stackUp the stack works
 * @param member it is in its group
 * @param deliberatelyOut it is out of the group because the operator or the profile wants it
 * @param group group name
 * @param groupMembers members of the group as this stack sees it
 * @param coordinationConnected the coordination service can be asked
 * @param dvipas status of each DVIPA on this stack
 * @param targets destination port table
 * @param enfSignals signals by kind ({@code JOIN}, {@code LEAVE})
 * @param enfListeners streams open
 * @param enfDropped streams ended because too slow
 * @param joins group joins so far
 * @param leaves group leaves so far by reason
 * @param packets counters by name: {@code frames_in}, {@code packets_out} and the like
 * @param drops dropped packets by reason
 * @param interfaces OSA interfaces, and links to partners
 * @param loopIterations iterations so far
 * @param loopLongestNanos longest iteration so far
 */
public record MetricsSnapshot(
        long takenNanos,
        boolean stackUp,
        boolean member,
        boolean deliberatelyOut,
        String group,
        int groupMembers,
        boolean coordinationConnected,
        List<Dvipa> dvipas,
        List<Target> targets,
        Map<String, Long> enfSignals,
        long enfListeners,
        long enfDropped,
        long joins,
        Map<String, Long> leaves,
        Map<String, Long> packets,
        Map<String, Long> drops,
        List<Interface> interfaces,
        long loopIterations,
        long loopLongestNanos) {
    /** Copies the collections. */
    public MetricsSnapshot {
        dvipas = List.copyOf(dvipas);
        targets = List.copyOf(targets);
        enfSignals = Map.copyOf(enfSignals);
        leaves = Map.copyOf(leaves);
        packets = Map.copyOf(packets);
        drops = Map.copyOf(drops);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * One DVIPA.
     *
     * @param address text
     * @param status one of ACTIVE, BACKUP, MOVING, QUIESCING, DEACTIVATED
     */
    public record Dvipa(String address, String status) {}

    /**
     * One entry of the destination port table.
     *
     * @param dvipa address text
     * @param port port
     * @param target dynamic XCF address of the target
     * @param ready ready listeners
     * @param active connections now
     * @param total connections ever
     */
    public record Target(String dvipa, int port, String target, int ready, long active, long total) {}

    /**
     * One interface or link.
     *
     * @param name interface or link name, for example {@code OSA1} or {@code EZAXCFB2}
     * @param partner member at the far end of a link, empty for an interface on a LAN
     * @param up packets can be sent
     * @param mtu largest packet, bytes
     * @param missing packets that the far end of a link has sent and that have not arrived; less again when one comes
     *     late
     * @param counters counters by name: {@code packets_in}, {@code bytes_out} and the like
     * @param discards frames and packets dropped by reason
     */
    public record Interface(
            String name,
            String partner,
            boolean up,
            int mtu,
            long missing,
            Map<String, Long> counters,
            Map<String, Long> discards) {
        /** Copies the counters. */
        public Interface {
            counters = Map.copyOf(counters);
            discards = Map.copyOf(discards);
        }
    }

    /** What is known before the loop has published anything: nothing is up. */
    public static MetricsSnapshot starting(String group, long nowNanos) {
        return new MetricsSnapshot(
                nowNanos, false, false, false, group, 0, false, List.of(), List.of(), Map.of(), 0, 0, 0, Map.of(),
                Map.of(), Map.of(), List.of(), 0, 0);
    }
}
