package io.openplex.stackd.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A user of TCP that sends prepared bytes, keeps what it receives and notes its events. */
public class Recorder implements TcpHandler, TcpStack.AcceptHandler {
    public final List<String> events = new ArrayList<>();
    public final ByteArrayOutputStream received = new ByteArrayOutputStream();
    public TcpConnection connection;
    public CloseReason reason;
    public boolean eof;

    /** False makes a reader that does not read by itself. */
    public boolean reads = true;

    /** True answers the peer's end with our own. */
    public boolean finishesToo = true;

    private ByteBuffer pending = ByteBuffer.allocate(0);
    private boolean shutAfter;

    /** Queues bytes; {@code thenShut} finishes the sending side behind them. */
    public Recorder sends(byte[] bytes, boolean thenShut) {
        pending = ByteBuffer.wrap(bytes);
        shutAfter = thenShut;
        return this;
    }

    @Override
    public TcpHandler accepted(TcpConnection accepted) {
        events.add("accepted");
        connection = accepted;
        return this;
    }

    @Override
    public void connected(TcpConnection opened, long nowNanos) {
        events.add("connected");
        connection = opened;
        push(nowNanos);
    }

    @Override
    public void readable(TcpConnection from, long nowNanos) {
        if (reads) {
            readAll(nowNanos);
        }
    }

    @Override
    public void writable(TcpConnection to, long nowNanos) {
        push(nowNanos);
    }

    @Override
    public void closed(TcpConnection closed, CloseReason why, long nowNanos) {
        events.add("closed " + why);
        reason = why;
    }

    /** Offers what is still to be sent. */
    public void push(long nowNanos) {
        if (pending.hasRemaining()) {
            connection.write(pending, nowNanos);
        }
        if (!pending.hasRemaining() && shutAfter) {
            shutAfter = false;
            connection.shutdownOutput(nowNanos);
        }
    }

    /** Reads whatever is there. */
    public void readAll(long nowNanos) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        int count = connection.read(buffer, nowNanos);
        while (count > 0) {
            received.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            count = connection.read(buffer, nowNanos);
        }
        if (count < 0 && !eof) {
            eof = true;
            events.add("eof");
            if (finishesToo) {
                if (pending.hasRemaining()) {
                    shutAfter = true;
                } else {
                    connection.shutdownOutput(nowNanos);
                }
            }
        }
    }
}
