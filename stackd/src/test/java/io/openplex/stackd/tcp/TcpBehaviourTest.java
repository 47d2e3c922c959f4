package io.openplex.stackd.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timers, windows, resets, bounds and hooks. */
class TcpBehaviourTest {
    private static ByteBuffer zeros(int count) {
        return ByteBuffer.allocate(count);
    }

    @Test
    @DisplayName("a lost SYN is sent again after 1, 3, 7, 15, 31, 63 s and given up after 75 s")
    void synTimes() throws Exception {
        Puppet p = new Puppet();
        long start = p.now;
        List<Long> times = new ArrayList<>();
        p.in(TcpState.SYN_SENT);
        while (p.user.reason == null) {
            p.now = p.engine.nextDeadlineNanos();
            int before = p.sent.size();
            p.engine.step(p.now);
            if (p.sent.size() > before) {
                times.add((p.now - start) / SimNet.SECOND);
            }
        }
        assertThat(times).containsExactly(1L, 3L, 7L, 15L, 31L, 63L);
        assertThat((p.now - start) / SimNet.SECOND).isEqualTo(75);
        assertThat(p.user.reason).isEqualTo(CloseReason.TIMED_OUT);
    }

    @Test
    @DisplayName("unanswered data is sent again with doubling time-outs from 200 ms and given up after 2 minutes")
    void dataTimes() throws Exception {
        Puppet p = new Puppet().in(TcpState.ESTABLISHED);
        long start = p.now;
        p.user.connection.write(zeros(100), p.now);
        p.sent.clear();
        p.pass(199 * SimNet.MILLI);
        assertThat(p.sent).isEmpty();
        p.pass(SimNet.MILLI);
        assertThat(p.sent).hasSize(1);
        p.pass(399 * SimNet.MILLI);
        assertThat(p.sent).hasSize(1);
        p.pass(SimNet.MILLI);
        assertThat(p.sent).hasSize(2);
        while (p.user.reason == null) {
            p.pass(SimNet.SECOND);
        }
        assertThat(p.user.reason).isEqualTo(CloseReason.TIMED_OUT);
        assertThat((p.now - start) / SimNet.SECOND).isBetween(120L, 180L);
        assertThat(p.state()).isEqualTo(TcpState.CLOSED);
    }

    @Test
    @DisplayName("RTO is SRTT + 4 RTTVAR within 200 ms and 60 s (RFC 6298)")
    void rtoValues() {
        RttEstimator rtt = new RttEstimator(200 * SimNet.MILLI, SimNet.SECOND, 60 * SimNet.SECOND);
        assertThat(rtt.rto()).isEqualTo(SimNet.SECOND);
        rtt.sample(400 * SimNet.MILLI);
        assertThat(rtt.rto()).isEqualTo(1200 * SimNet.MILLI);
        rtt.sample(400 * SimNet.MILLI);
        assertThat(rtt.rto()).isEqualTo(1000 * SimNet.MILLI);
        rtt.backOff();
        assertThat(rtt.rto()).isEqualTo(2000 * SimNet.MILLI);
        for (int i = 0; i < 10; i++) {
            rtt.backOff();
        }
        assertThat(rtt.rto()).isEqualTo(60 * SimNet.SECOND);
        for (int i = 0; i < 100; i++) {
            rtt.sample(SimNet.MILLI);
        }
        assertThat(rtt.rto()).isEqualTo(200 * SimNet.MILLI);
    }

    @Test
    @DisplayName("a closed window is probed for as long as the peer answers, and opens again")
    void zeroWindow() throws Exception {
        SimNet net = new SimNet(51);
        byte[] data = TcpTransferTest.bytes(500_000, 1);
        Recorder server = new Recorder();
        server.reads = false;
        Recorder client = new Recorder().sends(data, true);
        net.b.engine.listen(SimNet.any(9), 1, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", client, net.now);
        net.run(1000 * SimNet.SECOND);
        assertThat(server.connection.readableBytes()).isBetween(60_000, 65_536);
        assertThat(net.a.engine.counters().of(TcpCounter.WINDOW_PROBES)).isBetween(10L, 40L);
        assertThat(client.reason).isNull();
        net.loss = 0.1;
        server.reads = true;
        server.readAll(net.now);
        net.until(() -> client.reason != null, 1000 * SimNet.SECOND);
        assertThat(Arrays.equals(server.received.toByteArray(), data)).isTrue();
    }

    @Test
    @DisplayName("half close: the side that finished still receives everything")
    void halfClose() throws Exception {
        SimNet net = new SimNet(52);
        Recorder server = new Recorder();
        server.finishesToo = false;
        Recorder client = new Recorder().sends(new byte[10], true);
        net.b.engine.listen(SimNet.any(9), 1, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", client, net.now);
        net.run(300 * SimNet.SECOND);
        assertThat(client.connection.state()).isEqualTo(TcpState.FIN_WAIT_2);
        assertThat(server.connection.state()).isEqualTo(TcpState.CLOSE_WAIT);
        server.sends(TcpTransferTest.bytes(200_000, 2), true).push(net.now);
        net.until(() -> client.reason != null && server.reason != null, 60 * SimNet.SECOND);
        assertThat(client.received.size()).isEqualTo(200_000);
        assertThat(client.reason).isEqualTo(CloseReason.FINISHED);
        assertThat(server.reason).isEqualTo(CloseReason.FINISHED);
    }

    @Test
    @DisplayName("closing over unread data resets; so does data after close")
    void closeResets() throws Exception {
        Puppet unread = new Puppet().in(TcpState.ESTABLISHED);
        unread.peer(Tcp.ACK, unread.peerNext, unread.engineNext, 10);
        unread.user.connection.close(unread.now);
        assertThat(unread.sent.getLast().flags()).isEqualTo(Tcp.RST | Tcp.ACK);
        Puppet late = new Puppet().in(TcpState.ESTABLISHED);
        late.user.connection.close(late.now);
        assertThat(late.sent.getLast().flags()).isEqualTo(Tcp.FIN | Tcp.ACK);
        late.peer(Tcp.ACK, late.peerNext, late.engineNext, 10);
        assertThat(late.sent.getLast().flags() & Tcp.RST).isEqualTo(Tcp.RST);
        assertThat(late.state()).isEqualTo(TcpState.CLOSED);
    }

    @Test
    @DisplayName("blind resets in the window get at most two challenge acknowledgements a second and break nothing")
    void blindReset() throws Exception {
        Puppet p = new Puppet().in(TcpState.ESTABLISHED);
        for (int i = 1; i < 1000; i++) {
            p.peer(Tcp.RST, p.peerNext + i, 0, 0);
            p.peer(Tcp.SYN, p.peerNext + i, 0, 0);
            p.pass(SimNet.MILLI);
        }
        assertThat(p.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(p.sent).hasSize(2);
    }

    @Test
    @DisplayName("a new SYN with a larger number takes over TIME-WAIT; the new numbers lie behind the old")
    void timeWaitReuse() throws Exception {
        Puppet p = new Puppet().in(TcpState.TIME_WAIT);
        int old = p.engineNext;
        p.peer(Tcp.SYN, p.peerNext + 1000, 0, 0);
        assertThat(p.state()).isEqualTo(TcpState.SYN_RECEIVED);
        assertThat(p.sent.getLast().flags()).isEqualTo(Tcp.SYN | Tcp.ACK);
        assertThat(Tcp.before(old - 1, p.sent.getLast().seq())).isTrue();
        assertThat(p.engine.counters().of(TcpCounter.TIME_WAIT_REUSED)).isEqualTo(1);
    }

    @Test
    @DisplayName("connections in TIME-WAIT are bounded")
    void timeWaitIsBounded() throws Exception {
        SimNet net = new SimNet(53, TcpSettings.defaults().withConnections(100, 10), TcpSettings.defaults());
        net.b.engine.listen(SimNet.any(9), 100, "SINK", c -> new Recorder().accepted(c), net.now);
        for (int i = 0; i < 50; i++) {
            net.a.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", new Recorder().sends(new byte[1], true), net.now);
        }
        net.run(10 * SimNet.SECOND);
        assertThat(net.a.engine.connections()).hasSize(10).allMatch(c -> c.state() == TcpState.TIME_WAIT);
        net.run(60 * SimNet.SECOND);
        assertThat(net.a.engine.connections()).isEmpty();
    }

    @Test
    @DisplayName("half-open connections are bounded by the backlog and end after 75 s")
    void backlog() throws Exception {
        Puppet p = new Puppet();
        p.engine.listen(SimNet.any(Puppet.PORT), 1, "SERVER", p.user, p.now);
        p.peer(Tcp.SYN, 1, 0, 0);
        assertThat(p.state()).isEqualTo(TcpState.SYN_RECEIVED);
        p.peerPort++;
        p.peer(Tcp.SYN, 1, 0, 0);
        assertThat(p.engine.connectionCount()).isEqualTo(1);
        assertThat(p.engine.counters().of(TcpCounter.BACKLOG_FULL)).isEqualTo(1);
        p.pass(76 * SimNet.SECOND);
        assertThat(p.state()).isEqualTo(TcpState.CLOSED);
        p.peer(Tcp.SYN, 5, 0, 0);
        assertThat(p.state()).isEqualTo(TcpState.SYN_RECEIVED);
        assertThat(p.user.events).isEmpty();
    }

    @Test
    @DisplayName("the policy keeps unknown segments and SYNs without answer")
    void unknownSegmentPolicy() throws Exception {
        Puppet p = new Puppet().in(TcpState.LISTEN);
        p.engine.unknownSegmentPolicy(new UnknownSegmentPolicy() {
            @Override
            public Verdict unknownSegment(long lh, long ll, int lp, long rh, long rl, int rp) {
                return Verdict.DROP;
            }

            @Override
            public Verdict incomingSyn(long lh, long ll, int lp, long rh, long rl, int rp) {
                return ll == Puppet.LOCAL.low() && lp == Puppet.PORT ? Verdict.DROP : Verdict.NORMAL;
            }

            @Override
            public boolean mayOpen(long localHigh, long localLow) {
                return true;
            }
        });
        p.peer(Tcp.ACK, 5, 5, 10);
        p.peer(Tcp.SYN, 5, 0, 0);
        assertThat(p.sent).isEmpty();
        assertThat(p.engine.counters().of(TcpCounter.UNKNOWN_DROPPED)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = TcpState.class,
            names = {"SYN_RECEIVED", "ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "CLOSE_WAIT", "CLOSING", "LAST_ACK"})
    @DisplayName("an abort tells the peer as long as anything that it waits for may be lost")
    void abortTellsThePeer(TcpState state) throws Exception {
        Puppet p = new Puppet().in(state);
        assertThat(p.engine.connectionsOf(Puppet.LOCAL))
                .allMatch(id -> p.engine.halfOpen(id) == (state == TcpState.SYN_RECEIVED));
        p.engine.abortAll(Puppet.LOCAL, p.now);
        assertThat(p.sent.getLast().flags()).isEqualTo(Tcp.RST | Tcp.ACK);
        assertThat(p.engine.connectionCount()).isZero();
    }

    @Test
    @DisplayName("removing an address resets its connections, and the observer hears every birth and death")
    void abortAllAndObserver() throws Exception {
        Puppet p = new Puppet();
        List<String> heard = new ArrayList<>();
        p.engine.observe(new TcpObserver() {
            @Override
            public void listenerOpened(TcpListener listener, long nowNanos) {
                heard.add("listener " + listener.local().port());
            }

            @Override
            public void listenerClosed(TcpListener listener, long nowNanos) {
                heard.add("no listener");
            }

            @Override
            public void connectionStarted(ConnectionId connection, boolean incoming, long nowNanos) {
                heard.add("started " + incoming);
            }

            @Override
            public void connectionEnded(ConnectionId connection, long nowNanos) {
                heard.add("ended");
            }
        });
        p.in(TcpState.ESTABLISHED);
        assertThat(p.engine.connectionsOf(Puppet.LOCAL)).hasSize(1);
        assertThat(p.engine.connectionsOf(Puppet.PEER)).isEmpty();
        assertThat(p.engine.abortAll(Puppet.LOCAL, p.now)).isEqualTo(1);
        assertThat(p.engine.nextDeadlineNanos()).isEqualTo(Long.MIN_VALUE);
        p.engine.step(p.now);
        assertThat(p.sent.getLast().flags()).isEqualTo(Tcp.RST | Tcp.ACK);
        assertThat(p.user.reason).isEqualTo(CloseReason.ABORTED);
        p.engine.listeners().get(0).close(p.now);
        assertThat(heard).containsExactly("listener 7", "started true", "ended", "no listener");
    }

    @Test
    @DisplayName("opening without a route ends with UNAVAILABLE, a refused one with REFUSED")
    void failedOpens() {
        SimNet net = new SimNet(54);
        Recorder refused = new Recorder();
        net.a.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", refused, net.now);
        net.b.noRoute = true;
        Recorder unavailable = new Recorder();
        net.b.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", unavailable, net.now);
        net.run(SimNet.SECOND);
        assertThat(refused.reason).isEqualTo(CloseReason.REFUSED);
        assertThat(unavailable.reason).isEqualTo(CloseReason.UNAVAILABLE);
    }

    @Test
    @DisplayName("a connection outlives ten seconds in which nobody routes its packets")
    void survivesSilence() throws Exception {
        SimNet net = new SimNet(55);
        byte[] data = TcpTransferTest.bytes(3_000_000, 3);
        Recorder server = new Recorder();
        Recorder client = new Recorder().sends(data, true);
        net.b.engine.listen(SimNet.any(9), 1, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", client, net.now);
        net.until(() -> server.received.size() > 100_000, SimNet.SECOND);
        net.cut = true;
        net.run(10 * SimNet.SECOND);
        net.cut = false;
        net.until(() -> client.reason != null, 60 * SimNet.SECOND);
        assertThat(Arrays.equals(server.received.toByteArray(), data)).isTrue();
    }

    @Test
    @DisplayName("random segments, half of them near the window, never throw and never pile up")
    void fuzz() throws Exception {
        Random random = new Random(56);
        for (int round = 0; round < 200; round++) {
            Puppet p = new Puppet().in(TcpState.values()[random.nextInt(TcpState.values().length)]);
            p.user.reads = true;
            for (int i = 0; i < 200; i++) {
                boolean near = random.nextBoolean();
                int seq = near ? p.peerNext + random.nextInt(200) - 100 : random.nextInt();
                int ack = near ? p.engineNext + random.nextInt(20) - 10 : random.nextInt();
                p.peer(random.nextInt(64), seq, ack, random.nextInt(1400), random.nextInt(65536));
                garbage(p, random);
                p.pass(random.nextLong(SimNet.SECOND));
                p.sent.clear();
            }
            assertThat(p.engine.connectionCount()).isLessThanOrEqualTo(1);
            assertThat(p.pool.outstanding()).isZero();
            p.pass(1000 * SimNet.SECOND);
        }
    }

    /** A packet whose IP header is good and whose rest is noise; the checksum is said to be good. */
    private static void garbage(Puppet p, Random random) {
        Frame f = p.pool.acquire();
        int length = random.nextInt(80);
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        f.length(Ipv4.LENGTH + length);
        f.l3 = f.offset();
        f.l4 = f.l3 + Ipv4.LENGTH;
        Ipv4.write(f.buffer(), f.l3, f.length(), 0, 0, 64, IpProtocol.TCP, Puppet.PEER.v4Bits(), Puppet.LOCAL.v4Bits());
        f.buffer().put(f.l4, noise);
        if (length >= 4 && random.nextBoolean()) {
            f.buffer().putShort(f.l4, (short) Puppet.PEER_PORT).putShort(f.l4 + 2, (short) Puppet.PORT);
        }
        f.checksum = Frame.CHECKSUM_VALID;
        p.engine.input(f, p.now);
        f.release();
    }
}
