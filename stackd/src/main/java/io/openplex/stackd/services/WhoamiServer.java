package io.openplex.stackd.services;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpStack;
import java.nio.charset.StandardCharsets;

/**
 * HTTP server that tells who answered. {@code GET} of any path gives
 *
 * <pre>
 *   SYSA
 *   stack TCPIPA
 *   local 198.51.100.11..80
 *   remote 203.0.113.1..49152
 * </pre>
 *
 * as text, or the same as a JSON object for {@code Accept: application/json}. HTTP/1.1 with keep-alive and pipelining,
 * HTTP/1.0, HEAD; a head is at most 8,192 bytes, a body is skipped up to 1 MiB.
 */
public final class WhoamiServer implements InProcessServer {
    private final String system;
    private final String stack;

    /**
     * A server that answers with these names.
     *
     * @param system system name (SYSNAME)
     * @param stack job name of the stack
     */
    public WhoamiServer(String system, String stack) {
        this.system = system;
        this.stack = stack;
    }

    @Override
    public String name() {
        return "whoami";
    }

    @Override
    public TcpListener start(TcpStack tcp, IpEndpoint local, String job, long nowNanos)
            throws TcpStack.PortInUseException {
        return tcp.listen(local, BACKLOG, job, connection -> new WhoamiSession(this), nowNanos);
    }

    /** The whole answer to a good request. */
    byte[] answer(HttpRequest request, TcpConnection connection) {
        IpEndpoint local = connection.connectionId().local();
        IpEndpoint remote = connection.connectionId().remote();
        String body = request.json()
                ? "{\"system\":\"%s\",\"stack\":\"%s\",\"local\":%s,\"remote\":%s}\n"
                        .formatted(system, stack, json(local), json(remote))
                : "%s\nstack %s\nlocal %s\nremote %s\n".formatted(system, stack, local, remote);
        String type = request.json() ? "application/json" : "text/plain; charset=utf-8";
        String stays = request.oldClient() ? "Connection: keep-alive\r\n" : "";
        return message(HttpStatus.OK, type, body, request.close() ? "Connection: close\r\n" : stays, request.head());
    }

    private static String json(IpEndpoint endpoint) {
        return "{\"address\":\"%s\",\"port\":%d}".formatted(endpoint.address(), endpoint.port());
    }

    /** The whole answer to a request that cannot be served; the connection ends behind it. */
    static byte[] refusal(HttpStatus status) {
        String allow = status == HttpStatus.METHOD_NOT_ALLOWED ? "Allow: GET, HEAD\r\n" : "";
        String fields = allow + "Connection: close\r\n";
        return message(status, "text/plain; charset=utf-8", status.line() + "\n", fields, false);
    }

    private static byte[] message(HttpStatus status, String type, String body, String fields, boolean headOnly) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String top = "HTTP/1.1 " + status.line() + "\r\nServer: openplex\r\nContent-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n" + fields + "\r\n";
        return (headOnly ? top : top + body).getBytes(StandardCharsets.UTF_8);
    }
}
