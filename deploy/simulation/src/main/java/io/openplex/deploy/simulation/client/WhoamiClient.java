package io.openplex.deploy.simulation.client;

import io.openplex.deploy.simulation.Trace;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request to a whoami server; the first line of the answer's body names the system. */
public final class WhoamiClient implements TcpHandler {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: dvipa\r\nConnection: close\r\n\r\n";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int CHUNK = 2048;

    private final String name;
    private final Trace trace;
    private final StringBuilder answer = new StringBuilder();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private @Nullable CloseReason closed;

    WhoamiClient(String name, Trace trace) {
        this.name = name;
        this.trace = trace;
    }

    @Override
    public void connected(TcpConnection connection, long nowNanos) {
        connection.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)), nowNanos);
    }

    @Override
    public void readable(TcpConnection connection, long nowNanos) {
        int count = connection.read(chunk.clear(), nowNanos);
        while (count > 0) {
            answer.append(new String(chunk.array(), 0, count, StandardCharsets.US_ASCII));
            count = connection.read(chunk.clear(), nowNanos);
        }
        if (count < 0) {
            connection.close(nowNanos);
        }
    }

    @Override
    public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {
        closed = reason;
        trace.event(name, "whoami " + system().orElse("-") + " " + reason);
    }

    /** The connection is over. */
    public boolean ended() {
        return closed != null;
    }

    /** Why the connection ended; empty while it has not. */
    public Optional<CloseReason> closeReason() {
        return Optional.ofNullable(closed);
    }

    /** The system that answered. */
    public Optional<String> system() {
        int body = answer.indexOf(END_OF_HEAD);
        if (body < 0) {
            return Optional.empty();
        }
        int first = body + END_OF_HEAD.length();
        int end = answer.indexOf("\n", first);
        return end < 0 ? Optional.empty() : Optional.of(answer.substring(first, end));
    }
}
