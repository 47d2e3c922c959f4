package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.ip.IpSender;
import java.util.ArrayDeque;
import java.util.Random;

/** One engine whose peer is the test itself: segments are made by hand and answers looked at one by one. */
final class Puppet implements IpSender {
    static final int ISS = 0xffff_fff0;
    static final int PORT = 7;
    static final int PEER_PORT = 5000;
    static final int WINDOW = 8192;
    static final IpAddress LOCAL = SimNet.ADDRESS_B;
    static final IpAddress PEER = SimNet.ADDRESS_A;

    final FramePool pool = new FramePool(64, 2048);
    final TcpEngine engine;
    final Recorder user = new Recorder();
    final ArrayDeque<Sent> sent = new ArrayDeque<>();
    long now = 5_000 * SimNet.SECOND;

    /** The engine's next number and the peer's, as the test sees them. */
    int engineNext;

    int peerNext = ISS;
    int peerPort = PEER_PORT;

    /** A segment that the engine sent. */
    record Sent(int flags, int seq, int ack, int window, int text) {}

    Puppet() {
        this(TcpSettings.defaults());
    }

    Puppet(TcpSettings settings) {
        engine = new TcpEngine(settings, this, new Random(1));
    }

    @Override
    public Frame acquire() {
        return pool.acquire();
    }

    @Override
    public boolean send(Frame f, IpAddress source, IpAddress destination, int protocol, long nowNanos) {
        int at = f.offset();
        sent.add(new Sent(
                Tcp.flags(f.buffer(), at),
                Tcp.sequence(f.buffer(), at),
                Tcp.acknowledgement(f.buffer(), at),
                Tcp.window(f.buffer(), at),
                f.length() - Tcp.headerLength(f.buffer(), at)));
        f.release();
        return true;
    }

    @Override
    public int mtu(IpAddress destination) {
        return 1500;
    }

    @Override
    public IpAddress sourceFor(IpAddress destination) {
        return LOCAL;
    }

    /** A segment from the peer. */
    void peer(int flags, int seq, int ack, int text) {
        peer(flags, seq, ack, text, WINDOW);
    }

    void peer(int flags, int seq, int ack, int text, int window) {
        Frame f = pool.acquire();
        f.length(Ipv4.LENGTH + Tcp.LENGTH + text);
        f.l3 = f.offset();
        f.l4 = f.l3 + Ipv4.LENGTH;
        Ipv4.write(f.buffer(), f.l3, f.length(), 0, 0, 64, IpProtocol.TCP, PEER.v4Bits(), LOCAL.v4Bits());
        f.buffer().putShort(f.l4, (short) peerPort).putShort(f.l4 + 2, (short) PORT);
        f.buffer().putInt(f.l4 + Tcp.SEQUENCE, seq).putInt(f.l4 + Tcp.ACKNOWLEDGEMENT, ack);
        f.buffer().putShort(f.l4 + Tcp.OFFSET_FLAGS, (short) (5 << 12 | flags));
        f.buffer().putShort(f.l4 + Tcp.WINDOW, (short) window);
        f.buffer().putInt(f.l4 + Tcp.CHECKSUM, 0);
        for (int i = 0; i < text; i++) {
            f.buffer().put(f.l4 + Tcp.LENGTH + i, (byte) (seq + i));
        }
        Tcp.writeChecksum(f.buffer(), f.l3, f.l4, Tcp.LENGTH + text);
        engine.input(f, now);
        f.release();
    }

    void pass(long nanos) {
        long end = now + nanos;
        while (engine.nextDeadlineNanos() <= end) {
            now = Math.max(now, engine.nextDeadlineNanos());
            engine.step(now);
        }
        now = end;
    }

    void listen() throws Exception {
        engine.listen(SimNet.any(PORT), 4, "SERVER", user, now);
    }

    TcpState state() {
        return engine.connections().isEmpty()
                ? TcpState.CLOSED
                : engine.connections().get(0).state();
    }

    /** Brings the only connection into a state; nothing sent is left to look at. */
    Puppet in(TcpState state) throws Exception {
        user.finishesToo = false;
        user.reads = false;
        switch (state) {
            case CLOSED -> {}
            case LISTEN -> listen();
            case SYN_SENT -> {
                user.connection = engine.connect(
                        new IpEndpoint(LOCAL, PORT), new IpEndpoint(PEER, PEER_PORT), "CLIENT", user, now);
                engineNext = sent.getLast().seq() + 1;
            }
            case SYN_RECEIVED -> {
                listen();
                peer(Tcp.SYN, peerNext++, 0, 0);
                engineNext = sent.getLast().seq() + 1;
            }
            case ESTABLISHED -> {
                in(TcpState.SYN_RECEIVED);
                peer(Tcp.ACK, peerNext, engineNext, 0);
            }
            case FIN_WAIT_1 -> {
                in(TcpState.ESTABLISHED);
                user.connection.shutdownOutput(now);
                engineNext++;
            }
            case FIN_WAIT_2 -> {
                in(TcpState.FIN_WAIT_1);
                peer(Tcp.ACK, peerNext, engineNext, 0);
            }
            case CLOSE_WAIT -> {
                in(TcpState.ESTABLISHED);
                peer(Tcp.ACK | Tcp.FIN, peerNext++, engineNext, 0);
            }
            case LAST_ACK -> {
                in(TcpState.CLOSE_WAIT);
                user.connection.shutdownOutput(now);
                engineNext++;
            }
            case CLOSING -> {
                in(TcpState.FIN_WAIT_1);
                peer(Tcp.ACK | Tcp.FIN, peerNext++, engineNext - 1, 0);
            }
            case TIME_WAIT -> {
                in(TcpState.FIN_WAIT_2);
                peer(Tcp.ACK | Tcp.FIN, peerNext++, engineNext, 0);
            }
        }
        sent.clear();
        return this;
    }
}
