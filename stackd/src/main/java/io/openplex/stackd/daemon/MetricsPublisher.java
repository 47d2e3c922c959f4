package io.openplex.stackd.daemon;

import io.openplex.distributor.DistributorCounters;
import io.openplex.stackd.console.StackView;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.ip.DropReason;
import io.openplex.stackd.ip.IpCounters;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.metrics.MetricsSnapshot;
import io.openplex.stackd.metrics.StackMetrics;
import io.openplex.stackd.stack.Stack;
import io.openplex.stackd.tcp.TcpCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Publishes what monitors may see of a stack, four times a second, from the loop. */
final class MetricsPublisher implements LoopParticipant {
    private static final long EVERY_NANOS = 250_000_000L;

    private final Stack stack;
    private final String group;
    private final StackMetrics metrics;
    private final LongSupplier enfDropped;
    private long due = Long.MIN_VALUE;

    /** As they were when a state last changed: there may be a thousand. */
    private List<MetricsSnapshot.Dvipa> dvipas = List.of();

    private long dvipaChanges = -1;

    MetricsPublisher(Stack stack, String group, StackMetrics metrics, LongSupplier enfDropped) {
        this.stack = stack;
        this.group = group;
        this.metrics = metrics;
        this.enfDropped = enfDropped;
    }

    @Override
    public int step(long nowNanos) {
        if (nowNanos < due) {
            return 0;
        }
        due = nowNanos + EVERY_NANOS;
        metrics.publish(snapshot(nowNanos));
        return 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return due;
    }

    private MetricsSnapshot snapshot(long nowNanos) {
        StackView view = stack.view();
        Map<String, Long> leaves = new HashMap<>();
        stack.life()
                .leaves()
                .forEach((reason, count) -> leaves.put(reason.name().toLowerCase(Locale.ROOT), count));
        long changes = stack.sysplex().dvipa().statusChanges();
        if (changes != dvipaChanges) {
            dvipaChanges = changes;
            dvipas = view.dvipas().stream()
                    .map(d -> new MetricsSnapshot.Dvipa(
                            d.prefix().address().toConsole(), d.status().name()))
                    .toList();
        }
        List<MetricsSnapshot.Target> targets = view.destinationPorts().stream()
                .map(row -> new MetricsSnapshot.Target(
                        row.dest().address().toConsole(),
                        row.dest().port(),
                        row.destXcf().toConsole(),
                        row.ready(),
                        row.activeConnections(),
                        row.totalConnections()))
                .toList();
        return new MetricsSnapshot(
                nowNanos,
                !stack.loop().failed(),
                stack.sysplex().self().isPresent(),
                stack.life().deliberatelyOut(),
                group,
                stack.sysplex().members().size(),
                !stack.sysplex().coordinationLost(),
                dvipas,
                targets,
                Map.of(
                        "JOIN", stack.enf().count(EnfEvent.Kind.JOIN),
                        "LEAVE", stack.enf().count(EnfEvent.Kind.LEAVE)),
                stack.enf().listeners(),
                enfDropped.getAsLong(),
                stack.life().joins(),
                leaves,
                packets(),
                drops(),
                InterfaceSnapshots.of(stack.ip().attached(), stack.sysplex().links()),
                stack.loop().iterations(),
                stack.loop().longestNanos());
    }

    private Map<String, Long> packets() {
        IpCounters ip = stack.ip().counters();
        Map<String, Long> counts = new HashMap<>();
        counts.put("packets_in", ip.received());
        counts.put("packets_delivered", ip.delivered());
        counts.put("packets_routed", ip.routed());
        counts.put("packets_forwarded", ip.forwarded());
        counts.put("packets_to_partners", ip.sentToPartner());
        counts.put("packets_out", ip.sent());
        DistributorCounters distributor = stack.sysplex().distributor().counters();
        counts.put("distributor_connections", distributor.newConnections());
        counts.put("distributor_resets", distributor.resets());
        counts.put("distributor_dropped_full", distributor.droppedFull());
        counts.put("tcp_no_buffer", stack.tcp().counters().of(TcpCounter.NO_BUFFER));
        counts.put("claim_suspensions", stack.loop().suspensions());
        return counts;
    }

    private Map<String, Long> drops() {
        Map<String, Long> drops = new HashMap<>();
        for (DropReason reason : DropReason.values()) {
            long count = stack.ip().counters().dropped(reason);
            if (count > 0) {
                drops.put(reason.name().toLowerCase(Locale.ROOT), count);
            }
        }
        return drops;
    }
}
