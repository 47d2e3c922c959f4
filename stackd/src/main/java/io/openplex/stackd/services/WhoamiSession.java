package io.openplex.stackd.services;

import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import java.nio.ByteBuffer;

/** One connection of the whoami server: reads a request only when the answer before it has left. */
final class WhoamiSession implements TcpHandler {
    private final WhoamiServer server;

    /** Bytes received and not yet understood, from 0 to its position. */
    private final ByteBuffer in = ByteBuffer.allocate(HttpParser.HEAD_MAX);

    private ByteBuffer out = ByteBuffer.allocate(0);
    private int bodyLeft;
    private boolean last;
    private boolean ended;

    WhoamiSession(WhoamiServer server) {
        this.server = server;
    }

    @Override
    public void readable(TcpConnection connection, long nowNanos) {
        pump(connection, nowNanos);
    }

    @Override
    public void writable(TcpConnection connection, long nowNanos) {
        pump(connection, nowNanos);
    }

    @Override
    public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {
        ended = true;
    }

    private void pump(TcpConnection connection, long nowNanos) {
        while (!ended && flushed(connection, nowNanos)) {
            if (last) {
                end(connection, nowNanos);
            } else if (!skipped() || !answered(connection)) {
                int count = connection.read(in, nowNanos);
                if (count < 0) {
                    end(connection, nowNanos);
                } else if (count == 0) {
                    return;
                }
            }
        }
    }

    private boolean flushed(TcpConnection connection, long nowNanos) {
        if (out.hasRemaining()) {
            connection.write(out, nowNanos);
        }
        return !out.hasRemaining();
    }

    /** Drops body bytes; true when the next byte belongs to a head. */
    private boolean skipped() {
        int count = Math.min(bodyLeft, in.position());
        drop(count);
        bodyLeft -= count;
        return bodyLeft == 0;
    }

    private void drop(int count) {
        if (count > 0) {
            in.flip().position(count);
            in.compact();
        }
    }

    /** Answers the request at the front, if it is there as a whole. */
    private boolean answered(TcpConnection connection) {
        HttpParser.Result result = HttpParser.parse(in.array(), in.position());
        HttpStatus status = result.status();
        if (status == null) {
            return false;
        }
        HttpRequest request = result.request();
        if (request == null) {
            out = ByteBuffer.wrap(WhoamiServer.refusal(status));
            last = true;
            return true;
        }
        drop(result.consumed());
        out = ByteBuffer.wrap(server.answer(request, connection));
        bodyLeft = request.bodyBytes();
        last = request.close();
        return true;
    }

    /** Reads and forgets what has already come, since closing over unread bytes would reset the last answer. */
    private void end(TcpConnection connection, long nowNanos) {
        ended = true;
        do {
            in.clear();
        } while (connection.read(in, nowNanos) > 0);
        connection.close(nowNanos);
    }
}
