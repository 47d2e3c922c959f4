package io.openplex.stackd.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private static final String STACK = "stack=\"TCPIPA\",system=\"SYSA\"";

    private final StackMetrics metrics = new StackMetrics("SYSA", "TCPIPA", "EZBTCPCS", 0);
    private final AtomicLong clock = new AtomicLong();
    private HealthServer server;

    @BeforeEach
    void open() throws IOException {
        server = new HealthServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics, clock::get);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        assertThatThrownBy(() -> new HealthServer(taken, metrics, clock::get))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot serve metrics at ")
                .hasMessageContaining(":" + server.port() + ": ");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static MetricsSnapshot snapshot(boolean member, boolean out, List<MetricsSnapshot.Target> targets) {
        return new MetricsSnapshot(
                0,
                true,
                member,
                out,
                "EZBTCPCS",
                3,
                true,
                List.of(new MetricsSnapshot.Dvipa("198.51.100.11", "ACTIVE")),
                targets,
                Map.of("JOIN", 2L),
                1,
                0,
                2,
                Map.of("OPERATOR", 1L),
                Map.of("packets_in", 40L),
                Map.of("bad_checksum", 4L),
                member
                        ? List.of(new MetricsSnapshot.Interface(
                                "EZAXCFB2",
                                "SYSBTCPIPB",
                                true,
                                55296,
                                6,
                                Map.of("packets_in", 8L),
                                Map.of("path_too_narrow", 5L)))
                        : List.of(),
                1000,
                2_000_000);
    }

    @Test
    void healthFollowsMembership() throws IOException, InterruptedException {
        assertThat(get("/health").statusCode()).isEqualTo(503);
        metrics.publish(snapshot(true, false, List.of()));
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        metrics.publish(snapshot(false, true, List.of()));
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        metrics.publish(snapshot(false, false, List.of()));
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("\"member\":false");
    }

    @Test
    void aStalledLoopIsNotHealthy() throws IOException, InterruptedException {
        metrics.publish(snapshot(true, false, List.of()));
        clock.set(6_000_000_000L);
        assertThat(get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void unknownPathsAreNotFound() throws IOException, InterruptedException {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
    }

    @Test
    void theNamesOfTheSpecificationAreServedAndVanishedTargetsGo() throws IOException, InterruptedException {
        metrics.publish(
                snapshot(true, false, List.of(new MetricsSnapshot.Target("198.51.100.11", 80, "192.0.2.2", 1, 3, 17))));
        String text = get("/metrics").body();
        assertThat(text)
                .contains("tcpip_stack_up{stack=\"TCPIPA\",system=\"SYSA\"} 1.0")
                .contains("tcpip_sysplex_member{group=\"EZBTCPCS\",stack=\"TCPIPA\"} 1.0")
                .contains("xcf_group_members{group=\"EZBTCPCS\"} 3.0")
                .contains("status=\"ACTIVE\",system=\"SYSA\"} 1.0")
                .contains("status=\"BACKUP\",system=\"SYSA\"} 0.0")
                .contains("sd_ready_servers{dvipa=\"198.51.100.11\",port=\"80\",target=\"192.0.2.2\"} 1.0")
                .contains("sd_active_connections{dvipa=\"198.51.100.11\",port=\"80\",target=\"192.0.2.2\"} 3.0")
                .contains("sd_connections_total{dvipa=\"198.51.100.11\",port=\"80\",target=\"192.0.2.2\"} 17.0")
                .contains("enf80_signals_total{kind=\"JOIN\"} 2.0")
                .contains("sysplex_leave_total{reason=\"OPERATOR\"} 1.0")
                .contains("tcpip_packets_in_total{stack=\"TCPIPA\",system=\"SYSA\"} 40.0")
                .contains("tcpip_drops_total{reason=\"bad_checksum\",stack=\"TCPIPA\",system=\"SYSA\"} 4.0")
                .contains("interface_status{interface=\"EZAXCFB2\",partner=\"SYSBTCPIPB\"," + STACK + "} 1.0")
                .contains("interface_mtu_bytes{interface=\"EZAXCFB2\",partner=\"SYSBTCPIPB\"," + STACK + "} 55296.0")
                .contains("interface_packets_missing{interface=\"EZAXCFB2\",partner=\"SYSBTCPIPB\"," + STACK + "} 6.0")
                .contains("interface_packets_in_total{interface=\"EZAXCFB2\",partner=\"SYSBTCPIPB\"," + STACK + "} 8.0")
                .contains("interface_discards_total{interface=\"EZAXCFB2\",partner=\"SYSBTCPIPB\","
                        + "reason=\"path_too_narrow\"," + STACK + "} 5.0")
                .contains("tcpip_loop_longest_seconds{stack=\"TCPIPA\",system=\"SYSA\"} 0.002");
        metrics.publish(snapshot(false, true, List.of()));
        assertThat(get("/metrics").body()).doesNotContain("sd_ready_servers{").doesNotContain("interface_status{");
    }
}
