package io.openplex.deploy.bench.lan;

import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an echo server. A busy one sends words of eight bytes, each its own position, and expects them back
 * in order, each once; an idle one sends nothing. On the loop; see {@link State} for what others see.
 */
final class EchoConnection implements TcpHandler {
    private static final int WORDS = 8;
    private static final int BYTES = WORDS * Long.BYTES;

    /** Bytes that may be on their way: enough to be busy, not so many that an outage fills buffers. */
    private static final long IN_FLIGHT_MAX = 16 * BYTES;

    private final ByteBuffer out = ByteBuffer.allocate(BYTES).limit(0);
    private final ByteBuffer in = ByteBuffer.allocate(BYTES);
    private final boolean idle;
    private @Nullable TcpConnection connection;
    private @Nullable CloseReason closed;
    private boolean established;
    private boolean awake;
    private long wordsSent;
    private long wordsBack;
    private String fault = "";

    /**
     * How a connection is.
     *
     * @param port of the client
     * @param idle it sends nothing by itself
     * @param bytesBack bytes that came back in their place
     * @param closed why it ended; empty while it is open
     * @param fault the first byte that was not the right one; empty while all were
     */
    record State(
            int port, boolean idle, boolean established, long bytesBack, Optional<CloseReason> closed, String fault) {}

    EchoConnection(boolean idle) {
        this.idle = idle;
    }

    void opened(TcpConnection opened) {
        connection = opened;
    }

    boolean over() {
        return closed != null;
    }

    State state() {
        TcpConnection now = connection;
        return new State(
                now == null ? 0 : now.connectionId().local().port(),
                idle,
                established,
                wordsBack * Long.BYTES,
                Optional.ofNullable(closed),
                fault);
    }

    /** An idle connection sends one piece at the next opportunity. */
    void wake() {
        awake = true;
    }

    /** Sends the next piece, if it is time to. */
    void beat(long nowNanos) {
        TcpConnection now = connection;
        if (now == null || !established || closed != null || (idle && !awake)) {
            return;
        }
        if (!out.hasRemaining() && (wordsSent - wordsBack) * Long.BYTES < IN_FLIGHT_MAX) {
            awake = false;
            out.clear();
            while (out.hasRemaining()) {
                out.putLong(wordsSent++);
            }
            out.flip();
        }
        if (out.hasRemaining()) {
            now.write(out, nowNanos);
        }
    }

    void abort(long nowNanos) {
        if (connection != null && closed == null) {
            connection.abort(nowNanos);
        }
    }

    @Override
    public void connected(TcpConnection opened, long nowNanos) {
        established = true;
    }

    @Override
    public void readable(TcpConnection opened, long nowNanos) {
        int count = opened.read(in, nowNanos);
        while (count > 0) {
            in.flip();
            while (in.remaining() >= Long.BYTES) {
                check(in.getLong());
            }
            in.compact();
            count = opened.read(in, nowNanos);
        }
        if (count < 0) {
            opened.close(nowNanos);
        }
    }

    private void check(long word) {
        if (word != wordsBack && fault.isEmpty()) {
            fault = "word " + word + " came back in the place of word " + wordsBack;
        }
        wordsBack++;
    }

    @Override
    public void closed(TcpConnection opened, CloseReason reason, long nowNanos) {
        closed = reason;
    }
}
