package io.openplex.deploy.simulation.client;

import io.openplex.deploy.simulation.Actor;
import io.openplex.deploy.simulation.Trace;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import io.openplex.stackd.tcp.TcpSettings;
import io.openplex.stackd.tcp.TcpState;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an echo server. What it sends is coded by position; what comes back must be the same bytes in the
 * same order, each once.
 */
public final class EchoClient implements TcpHandler {
    private static final int CHUNK = 4096;

    private final String name;
    private final PositionCode code;
    private final Host host;
    private final Trace trace;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private @Nullable TcpConnection connection;
    private boolean established;
    private @Nullable CloseReason closed;
    private String fault = "";
    private long wanted;
    private long sent;
    private long received;
    private long closedNanos;
    private long everyNanos;
    private int bytesEach;
    private long nextAt = Actor.NEVER;

    /** Whose client it is. */
    interface Host {
        /** Something was asked of the client: it may have something to do. */
        void touched();

        /** The client has ended. */
        void ended();
    }

    EchoClient(String name, int number, Host host, Trace trace) {
        this.name = name;
        this.host = host;
        this.code = new PositionCode(number);
        this.trace = trace;
    }

    void opened(TcpConnection opened) {
        connection = opened;
        trace.event(name, "connects from " + opened.connectionId().local());
    }

    private TcpConnection connection() {
        return Optional.ofNullable(connection).orElseThrow();
    }

    // ---- what a test has it do ----

    /** Sends so many bytes more. */
    public void send(int bytes, long nowNanos) {
        host.touched();
        wanted += bytes;
        push(nowNanos);
    }

    /** Sends some bytes again and again, from now on. */
    public void keepBusy(long every, int bytes, long nowNanos) {
        host.touched();
        everyNanos = every;
        bytesEach = bytes;
        nextAt = nowNanos;
    }

    /** Sends nothing more by the clock. */
    public void rest() {
        host.touched();
        nextAt = Actor.NEVER;
    }

    /** Finishes the connection. */
    public void finish(long nowNanos) {
        rest();
        connection().shutdownOutput(nowNanos);
        trace.event(name, "finishes after " + sent);
    }

    int step(long nowNanos) {
        if (nextAt > nowNanos || closed != null) {
            return 0;
        }
        nextAt = nowNanos + everyNanos;
        send(bytesEach, nowNanos);
        return 1;
    }

    long nextNanos() {
        return closed == null ? nextAt : Actor.NEVER;
    }

    private void push(long nowNanos) {
        while (established && closed == null && sent < wanted) {
            chunk.clear();
            int count = (int) Math.min(CHUNK, wanted - sent);
            for (int i = 0; i < count; i++) {
                chunk.put(code.at(sent + i));
            }
            int taken = connection().write(chunk.flip(), nowNanos);
            sent += taken;
            if (taken < count) {
                return;
            }
        }
    }

    // ---- events ----

    @Override
    public void connected(TcpConnection c, long nowNanos) {
        established = true;
        trace.event(name, "connected");
        push(nowNanos);
    }

    @Override
    public void readable(TcpConnection c, long nowNanos) {
        long before = received;
        int count = c.read(chunk.clear(), nowNanos);
        while (count > 0) {
            check(count);
            count = c.read(chunk.clear(), nowNanos);
        }
        trace.event(name, "received " + (received - before) + ", in all " + received);
        if (count < 0) {
            c.close(nowNanos);
        }
    }

    private void check(int count) {
        for (int i = 0; i < count; i++) {
            if (fault.isEmpty() && (received >= sent || chunk.get(i) != code.at(received))) {
                fault = "byte " + received + " of " + name + " is not the one that was sent";
                trace.event(name, fault);
            }
            received++;
        }
    }

    @Override
    public void writable(TcpConnection c, long nowNanos) {
        push(nowNanos);
    }

    @Override
    public void closed(TcpConnection c, CloseReason reason, long nowNanos) {
        closed = reason;
        closedNanos = nowNanos;
        host.ended();
        trace.event(name, "closed " + reason + " after " + received + " of " + sent);
    }

    // ---- what a test sees ----

    /** The handshake is complete and the connection has not ended. */
    public boolean open() {
        return established && closed == null;
    }

    /** The connection is over, or was never opened. */
    public boolean ended() {
        return closed != null;
    }

    /** The handshake has been completed at some time. */
    public boolean established() {
        return established;
    }

    /** Resets the connection. */
    public void abort(long nowNanos) {
        rest();
        connection().abort(nowNanos);
    }

    /** Why the connection ended; empty while it has not. */
    public Optional<CloseReason> closeReason() {
        return Optional.ofNullable(closed);
    }

    /** When the connection ended. */
    public long closedNanos() {
        return closedNanos;
    }

    /** The other side has acknowledged all that was written, the FIN too if there was one: TCP has nothing to send. */
    public boolean onlyWaits() {
        TcpState state = connection().state();
        return state == TcpState.FIN_WAIT_2
                || state == TcpState.ESTABLISHED
                        && connection().writableBytes()
                                == TcpSettings.defaults().sendBufferBytes();
    }

    /** Everything that was sent has come back. */
    public boolean settled() {
        return established && sent == wanted && received == sent;
    }

    /** First byte that was not the right one; empty while all are. */
    public String fault() {
        return fault;
    }

    /** Bytes given to TCP. */
    public long sent() {
        return sent;
    }

    /** Bytes that came back. */
    public long received() {
        return received;
    }

    /** This side of the connection. */
    public IpEndpoint local() {
        return connection().connectionId().local();
    }

    @Override
    public String toString() {
        return name;
    }
}
