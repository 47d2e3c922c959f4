package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: the transmission control block of RFC 9293 3.3.1, with the RFC's variable names. Sequence numbers are
 * compared with {@link io.openplex.hwsim.wire.Tcp#before}; times are nanoseconds, {@link #NEVER} when a timer is off.
 */
final class Connection implements TcpConnection {
    static final long NEVER = Long.MAX_VALUE;

    final Core core;
    final int id;
    final ConnectionId connectionId;
    final String job;
    final long localHigh;
    final long localLow;
    final long remoteHigh;
    final long remoteLow;

    /** Local port << 16 | remote port. */
    final int ports;

    /** The listener that it came from, null for an active open. */
    final @Nullable Listener listener;

    /** Half-open, and another stack may have answered the peer: no SYN,ACK unless the peer's SYN comes here again. */
    boolean answeredElsewhere;

    TcpState state = TcpState.CLOSED;

    // Send sequence space.
    int iss;
    int sndUna;
    int sndNxt;

    /** Highest number sent so far; SND.NXT goes back behind it when everything is sent again. */
    int sndMax;

    /** A window probe of one number at SND.UNA is out and may be acknowledged. */
    boolean probeOut;

    int sndWnd;
    int sndWl1;
    int sndWl2;

    /** Largest window seen, for silly-window avoidance and RFC 5961 5.2. */
    int maxSndWnd;

    int sndScale;
    boolean finQueued;

    /** A FIN left; {@link #finSentEnd} is the number behind it. */
    boolean finSent;

    int finSentEnd;

    // Receive sequence space.
    int irs;
    int rcvNxt;

    /** Right edge of the window as offered; never moves back. */
    int rcvEdge;

    int rcvScale;
    boolean peerScales;
    boolean finHeard;
    int finSeq;

    /** RCV.NXT is behind the peer's FIN. */
    boolean finReceived;

    int mss = Segment.MSS_DEFAULT_V4;
    final SendBuffer sending;
    final ReceiveBuffer receiving;
    final RttEstimator rtt;
    final Congestion congestion;

    // Round-trip measurement: the time at which the segment that ends at rttSeq was sent.
    boolean rttRunning;
    int rttSeq;
    long rttStart;

    boolean handshakeTimedOut;
    long lastSent = Long.MIN_VALUE;

    /** When the peer last showed that it takes part, or the wait for it began. */
    long progressAt;

    long challengeAllowedAt = Long.MIN_VALUE;

    // Timers.
    long retransmitAt = NEVER;
    long persistAt = NEVER;
    long persistInterval;
    long ackAt = NEVER;

    /** Handshake, FIN-WAIT-2 and TIME-WAIT: when this state ends. */
    long lifeAt = NEVER;

    long heapKey;
    int heapIndex = -1;

    // Acknowledging.
    int unacknowledgedSegments;
    boolean ackNow;

    // The user's side.
    @Nullable
    TcpHandler handler;

    boolean userClosed;
    boolean eofRead;
    boolean wantsRoom;

    /** Waits in line for memory to write into. */
    boolean wantsBuffer;

    boolean establishedDue;
    boolean readableDue;
    boolean closedQueued;

    /** Observers know that it is over. */
    boolean endTold;

    TcpHandler.@Nullable CloseReason reason;

    long bytesIn;
    long bytesOut;

    Connection(Core core, ConnectionId connectionId, String job, @Nullable Listener listener) {
        this.core = core;
        this.id = core.nextId();
        this.connectionId = connectionId;
        this.job = job;
        this.listener = listener;
        localHigh = connectionId.local().address().high();
        localLow = connectionId.local().address().low();
        remoteHigh = connectionId.remote().address().high();
        remoteLow = connectionId.remote().address().low();
        ports = connectionId.local().port() << 16 | connectionId.remote().port();
        TcpSettings settings = core.settings;
        sending = new SendBuffer(core.sendPool);
        receiving = new ReceiveBuffer(core.receivePool);
        rtt = new RttEstimator(settings.rtoMinNanos(), settings.rtoInitialNanos(), settings.rtoMaxNanos());
        congestion = new Congestion((int) Math.min(1L << 30, 2L * settings.sendBufferBytes()));
    }

    long earliestTimer() {
        return Math.min(Math.min(retransmitAt, persistAt), Math.min(ackAt, lifeAt));
    }

    /** The highest acknowledgement that makes sense. */
    int ackLimit() {
        return probeOut && sndMax == sndUna ? sndUna + 1 : sndMax;
    }

    /** RCV.WND as the peer knows it at most. */
    int receiveWindow() {
        return Math.max(0, rcvEdge - rcvNxt);
    }

    /** True when the FIN that was queued has been acknowledged. */
    boolean finAcknowledged() {
        return finSent && sndUna == finSentEnd;
    }

    /** True from ESTABLISHED on, until nothing is sent any more. */
    boolean sends() {
        return switch (state) {
            case ESTABLISHED, CLOSE_WAIT, FIN_WAIT_1, CLOSING, LAST_ACK -> true;
            case LISTEN, SYN_SENT, SYN_RECEIVED, FIN_WAIT_2, TIME_WAIT, CLOSED -> false;
        };
    }

    /** True while text from the peer is taken. */
    boolean receives() {
        return state == TcpState.ESTABLISHED || state == TcpState.FIN_WAIT_1 || state == TcpState.FIN_WAIT_2;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public ConnectionId connectionId() {
        return connectionId;
    }

    @Override
    public String job() {
        return job;
    }

    @Override
    public TcpState state() {
        return state;
    }

    @Override
    public int readableBytes() {
        return receiving.readable();
    }

    @Override
    public int writableBytes() {
        return core.calls.writable(this);
    }

    @Override
    public int read(ByteBuffer target, long nowNanos) {
        return core.calls.read(this, target, nowNanos);
    }

    @Override
    public int write(ByteBuffer source, long nowNanos) {
        return core.calls.write(this, source, nowNanos);
    }

    @Override
    public void shutdownOutput(long nowNanos) {
        core.calls.shutdownOutput(this, nowNanos);
    }

    @Override
    public void close(long nowNanos) {
        core.calls.close(this, nowNanos);
    }

    @Override
    public void abort(long nowNanos) {
        core.calls.abort(this, nowNanos);
    }

    @Override
    public String toString() {
        return String.format("%08X %s %s", id, connectionId, state);
    }
}
