package io.openplex.stackd.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one stack under the names of operations.md 7.3. The loop publishes a snapshot; a scrape reads the last
 * one and never the state of an engine.
 */
public final class StackMetrics {
    private static final List<String> DVIPA_STATES = List.of("ACTIVE", "BACKUP", "MOVING", "QUIESCING", "DEACTIVATED");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Tags stackTags;
    private final MultiGauge dvipaStatus;
    private final MultiGauge readyServers;
    private final MultiGauge activeConnections;
    private final MultiGauge interfaceStatus;
    private final MultiGauge interfaceMtu;
    private final MultiGauge interfaceMissing;
    private final Map<String, AtomicLong> counters = new HashMap<>();
    private volatile MetricsSnapshot last;

    /**
     * Metrics with nothing published yet.
     *
     * @param system system name, a label of the stack's gauges
     * @param stack stack job name
     * @param group group name
     * @param nowNanos monotonic time
     */
    public StackMetrics(String system, String stack, String group, long nowNanos) {
        last = MetricsSnapshot.starting(group, nowNanos);
        stackTags = Tags.of("stack", stack, "system", system);
        Tags groupTags = Tags.of("group", group);
        gauge("tcpip_stack_up", "1 while the stack works", stackTags, s -> s.stackUp() ? 1 : 0);
        gauge(
                "tcpip_sysplex_member",
                "1 while the stack is in its sysplex group",
                Tags.of("stack", stack, "group", group),
                s -> s.member() ? 1 : 0);
        gauge("xcf_group_members", "Members of the group", groupTags, MetricsSnapshot::groupMembers);
        gauge(
                "xcf_session_state",
                "1 while the coordination service can be asked",
                Tags.empty(),
                s -> s.coordinationConnected() ? 1 : 0);
        gauge("enf80_listeners", "Open ENF 80 streams", Tags.empty(), MetricsSnapshot::enfListeners);
        gauge(
                "tcpip_loop_longest_seconds",
                "Longest iteration of the stack's loop",
                stackTags,
                s -> s.loopLongestNanos() / 1e9);
        dvipaStatus = MultiGauge.builder("dvipa_status")
                .description("State set per DVIPA")
                .register(registry);
        readyServers = MultiGauge.builder("sd_ready_servers")
                .description("Ready listeners per target")
                .register(registry);
        activeConnections = MultiGauge.builder("sd_active_connections")
                .description("Connections per target")
                .register(registry);
        interfaceStatus = MultiGauge.builder("interface_status")
                .description("1 while packets can be sent")
                .register(registry);
        interfaceMtu = MultiGauge.builder("interface_mtu_bytes")
                .description("Largest packet")
                .register(registry);
        interfaceMissing = MultiGauge.builder("interface_packets_missing")
                .description("Sent by the far end and not arrived")
                .register(registry);
    }

    /** Publishes a snapshot; called by the loop, never waits. */
    public void publish(MetricsSnapshot snapshot) {
        last = snapshot;
    }

    /** The last snapshot. */
    public MetricsSnapshot last() {
        return last;
    }

    /** Prometheus text of the last snapshot. */
    public synchronized String scrape() {
        MetricsSnapshot now = last;
        List<MultiGauge.Row<?>> states = new ArrayList<>();
        for (MetricsSnapshot.Dvipa dvipa : now.dvipas()) {
            for (String state : DVIPA_STATES) {
                Tags tags = stackTags.and("addr", dvipa.address(), "status", state);
                states.add(MultiGauge.Row.of(tags, state.equals(dvipa.status()) ? 1 : 0));
            }
        }
        dvipaStatus.register(states, true);
        List<MultiGauge.Row<?>> ready = new ArrayList<>();
        List<MultiGauge.Row<?>> active = new ArrayList<>();
        for (MetricsSnapshot.Target target : now.targets()) {
            Tags tags = Tags.of(
                    "dvipa", target.dvipa(), "port", Integer.toString(target.port()), "target", target.target());
            ready.add(MultiGauge.Row.of(tags, target.ready()));
            active.add(MultiGauge.Row.of(tags, target.active()));
            count("sd_connections", "Connections ever forwarded", tags, target.total());
        }
        readyServers.register(ready, true);
        activeConnections.register(active, true);
        interfaces(now);
        counters(now);
        return registry.scrape();
    }

    private void interfaces(MetricsSnapshot now) {
        List<MultiGauge.Row<?>> status = new ArrayList<>();
        List<MultiGauge.Row<?>> mtu = new ArrayList<>();
        List<MultiGauge.Row<?>> missing = new ArrayList<>();
        for (MetricsSnapshot.Interface each : now.interfaces()) {
            Tags tags = stackTags.and("interface", each.name(), "partner", each.partner());
            status.add(MultiGauge.Row.of(tags, each.up() ? 1 : 0));
            mtu.add(MultiGauge.Row.of(tags, each.mtu()));
            missing.add(MultiGauge.Row.of(tags, each.missing()));
            each.counters().forEach((name, value) -> count("interface_" + name, "Since it was made", tags, value));
            each.discards()
                    .forEach((why, value) ->
                            count("interface_discards", "Dropped by reason", tags.and("reason", why), value));
        }
        interfaceStatus.register(status, true);
        interfaceMtu.register(mtu, true);
        interfaceMissing.register(missing, true);
    }

    private void counters(MetricsSnapshot now) {
        now.enfSignals().forEach((kind, value) -> count("enf80_signals", "Signals sent", Tags.of("kind", kind), value));
        count("enf80_dropped", "Streams ended because too slow", Tags.empty(), now.enfDropped());
        count("sysplex_join", "Group joins", Tags.empty(), now.joins());
        now.leaves().forEach((why, value) -> count("sysplex_leave", "Group leaves", Tags.of("reason", why), value));
        now.packets().forEach((name, value) -> count("tcpip_" + name, "Traffic of the stack", stackTags, value));
        now.drops()
                .forEach(
                        (why, value) -> count("tcpip_drops", "Dropped by reason", stackTags.and("reason", why), value));
        count("tcpip_loop_iterations", "Iterations of the stack's loop", stackTags, now.loopIterations());
    }

    private void gauge(String name, String help, Tags tags, ToDoubleFunction<MetricsSnapshot> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.last))
                .description(help)
                .tags(tags)
                .register(registry);
    }

    /** Prometheus appends {@code _total} to the name of a counter. */
    private void count(String name, String help, Tags tags, long value) {
        counters.computeIfAbsent(name + tags, ignored -> {
                    AtomicLong holder = new AtomicLong();
                    FunctionCounter.builder(name, holder, AtomicLong::doubleValue)
                            .description(help)
                            .tags(tags)
                            .register(registry);
                    return holder;
                })
                .set(value);
    }
}
