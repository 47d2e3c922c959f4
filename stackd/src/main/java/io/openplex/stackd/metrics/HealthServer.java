package io.openplex.stackd.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openplex.stackd.console.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * HTTP for monitors: {@code /metrics} (Prometheus), {@code /health} (200 while the stack is joined or deliberately
 * out), {@code /ready} (200 while it is joined). A snapshot older than five seconds counts as a stalled loop: 503.
 */
public final class HealthServer implements AutoCloseable {
    private static final long STALE_NANOS = 5_000_000_000L;

    private final StackMetrics metrics;
    private final LongSupplier nanoTime;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("health-http").factory());

    /**
     * Opens the port.
     *
     * @param address loopback unless the operator wants otherwise; port 0 for any free one
     * @param metrics what is served
     * @param nanoTime the monotonic clock that the snapshots carry
     * @throws IOException when the port is taken
     */
    public HealthServer(InetSocketAddress address, StackMetrics metrics, LongSupplier nanoTime) throws IOException {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        server = create(address);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static HttpServer create(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 16);
        } catch (BindException e) {
            String at = address.getHostString() + ":" + address.getPort();
            throw new IOException("cannot serve metrics at " + at + ": " + e.getMessage(), e);
        }
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!"GET".equals(exchange.getRequestMethod()) && !"HEAD".equals(exchange.getRequestMethod())) {
            send(exchange, 405, "text/plain", "GET only\n");
            return;
        }
        MetricsSnapshot now = metrics.last();
        boolean alive = now.stackUp() && nanoTime.getAsLong() - now.takenNanos() < STALE_NANOS;
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
            case "/health" -> send(exchange, now, alive && (now.member() || now.deliberatelyOut()), alive);
            case "/ready" -> send(exchange, now, alive && now.member(), alive);
            default -> send(exchange, 404, "text/plain", "not found\n");
        }
    }

    private static void send(HttpExchange exchange, MetricsSnapshot now, boolean good, boolean alive)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", good ? "UP" : "DOWN");
        body.put("stackUp", now.stackUp());
        body.put("loopAlive", alive);
        body.put("member", now.member());
        body.put("deliberatelyOut", now.deliberatelyOut());
        body.put("group", now.group());
        body.put("groupMembers", now.groupMembers());
        send(exchange, good ? 200 : 503, "application/json", Json.write(body) + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!head) {
                out.write(body);
            }
        }
    }
}
