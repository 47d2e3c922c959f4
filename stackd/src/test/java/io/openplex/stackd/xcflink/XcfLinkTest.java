package io.openplex.stackd.xcflink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Links over real UDP sockets on the loopback address. */
class XcfLinkTest {
    private static final LinkKey KEY = LinkKey.ofSecret("one", "LABPLEX", "EZBTCPCS");

    private final FramePool pool = new FramePool(8, 60_000);
    private final List<XcfLink> open = new ArrayList<>();
    private final List<Integer> got = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(XcfLink::close);
    }

    private static UdpPath path() throws IOException {
        return UdpPath.open(InetAddress.getLoopbackAddress());
    }

    private static void join(UdpPath a, UdpPath b) throws IOException {
        InetAddress host = InetAddress.getLoopbackAddress();
        a.connect(new InetSocketAddress(host, b.localPort()));
        b.connect(new InetSocketAddress(host, a.localPort()));
    }

    private XcfLink link(LinkKey key, long own, long partner, DatagramPath path) {
        XcfLink link = new XcfLink(key, own, partner, path);
        open.add(link);
        return link;
    }

    private boolean send(XcfLink from, int bytes) {
        return from.send(packet(bytes));
    }

    private Frame packet(int bytes) {
        Frame frame = Objects.requireNonNull(pool.acquire());
        frame.length(bytes);
        frame.buffer().put(frame.offset() + bytes - 1, (byte) 0x5a);
        return frame;
    }

    /** Polls until the other side has seen this many datagrams more. */
    private void receive(XcfLink to, int datagrams) {
        int[] seen = {0};
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(1)).until(() -> {
            seen[0] += to.poll(this::note, 16, 0);
            return seen[0] >= datagrams;
        });
    }

    private void note(Frame packet, long now) {
        assertThat(packet.buffer().get(packet.end() - 1)).isEqualTo((byte) 0x5a);
        got.add(packet.length());
    }

    @Test
    void carriesPacketsOfAllSizesBothWays() throws IOException {
        UdpPath pathA = path();
        UdpPath pathB = path();
        XcfLink a = link(KEY, 1, 2, pathA);
        XcfLink b = link(KEY, 2, 1, pathB);
        assertThat(a.up()).isFalse();
        assertThat(send(a, 100)).as("not joined yet").isFalse();
        join(pathA, pathB);
        assertThat(a.up()).isTrue();
        assertThat(send(a, 20)).isTrue();
        assertThat(send(a, 1500)).isTrue();
        assertThat(send(a, XcfLink.LARGEST_PACKET)).isTrue();
        assertThat(send(a, XcfLink.LARGEST_PACKET + 1)).isFalse();
        receive(b, 3);
        assertThat(got).containsExactly(20, 1500, XcfLink.LARGEST_PACKET);
        send(b, 77);
        receive(a, 1);
        assertThat(got).endsWith(77);
        assertThat(a.dropped(LinkDrop.OVERSIZE)).isEqualTo(1);
        assertThat(a.dropped(LinkDrop.PATH)).isEqualTo(1);
        assertThat(b.missing()).isZero();
        assertThat(pool.outstanding()).isZero();
        b.close();
        assertThat(b.up()).isFalse();
        assertThat(b.poll(this::note, 16, 0)).isZero();
    }

    @Test
    void refusesAnotherKeyAndAnotherGroup() throws IOException {
        UdpPath pathA = path();
        UdpPath pathB = path();
        join(pathA, pathB);
        XcfLink b = link(KEY, 2, 1, pathB);
        send(link(LinkKey.ofSecret("two", "LABPLEX", "EZBTCPCS"), 1, 2, pathA), 60);
        receive(b, 1);
        assertThat(b.dropped(LinkDrop.UNAUTHENTICATED)).isEqualTo(1);
        send(link(LinkKey.ofSecret("one", "LABPLEX", "EZBT0101"), 1, 2, pathA), 60);
        receive(b, 1);
        assertThat(b.dropped(LinkDrop.GROUP)).isEqualTo(1);
        assertThat(got).isEmpty();
    }

    @Test
    void aPartnerStartedAgainNeedsALinkOfItsNewLife() throws IOException {
        UdpPath first = path();
        UdpPath pathB = path();
        join(first, pathB);
        XcfLink b = link(KEY, 2, 1, pathB);
        XcfLink a = link(KEY, 1, 2, first);
        send(a, 60);
        receive(b, 1);
        a.close();

        UdpPath second = path();
        UdpPath pathB2 = path();
        join(second, pathB2);
        XcfLink reborn = link(KEY, 5, 2, second);
        XcfLink stale = link(KEY, 2, 1, pathB2);
        send(reborn, 60);
        receive(stale, 1);
        assertThat(stale.dropped(LinkDrop.INCARNATION)).isEqualTo(1);
        XcfLink fresh = link(KEY, 2, 5, pathB2);
        send(reborn, 61);
        receive(fresh, 1);
        assertThat(got).containsExactly(60, 61);
        XcfLink forAnotherLife = link(KEY, 5, 3, second);
        send(forAnotherLife, 62);
        receive(fresh, 1);
        assertThat(fresh.dropped(LinkDrop.INCARNATION)).isEqualTo(1);
    }

    @Test
    void dataLeavesWhoeverMayClaimAddressesAndADetachedInterfaceDropsIt() {
        MemoryPath[] ends = MemoryPath.pair();
        XcfInterface a = new XcfInterface("EZAXCF02", link(KEY, 1, 2, ends[0]), null);
        a.send(packet(60), 0, 0, 0);
        a.flush(false, 0);
        assertThat(ends[1].arriving).hasSize(1);
        assertThat(a.counters().packetsOut()).isEqualTo(1);
        a.send(packet(60), 0, 0, 0);
        a.discard();
        a.flush(true, 0);
        assertThat(ends[1].arriving).hasSize(1);
        assertThat(a.counters().dropsOut()).isEqualTo(1);
        assertThat(pool.outstanding()).isZero();
    }

    @Test
    @DisplayName("operations 4.5: MTU 55296, or what the path takes")
    void aPathThatRefusesLongDatagramsLowersTheMtu() {
        MemoryPath[] ends = MemoryPath.pair();
        XcfLink a = link(KEY, 1, 2, ends[0]);
        XcfLink b = link(KEY, 2, 1, ends[1]);
        XcfInterface above = new XcfInterface("EZAXCF02", a, null);
        assertThat(above.mtu()).isEqualTo(55296);
        ends[0].longest = 1500;
        List<Integer> mtus = new ArrayList<>();
        while (!send(a, a.mtu()) && mtus.size() < 20) {
            mtus.add(a.mtu());
        }
        assertThat(mtus).containsExactly(32000, 17914, 8166, 4352, 2002, 1492, 1280);
        assertThat(above.mtu()).isEqualTo(1280);
        assertThat(a.dropped(LinkDrop.PATH_TOO_NARROW)).isEqualTo(7);
        assertThat(send(a, 1281)).isFalse();
        assertThat(a.dropped(LinkDrop.OVERSIZE)).as("not tried again").isEqualTo(1);
        send(a, 100);
        b.poll(this::note, 16, 0);
        assertThat(got).containsExactly(1280, 100);
        assertThat(b.missing()).as("what never left is not lost").isZero();
        assertThat(pool.outstanding()).isZero();
    }

    @Test
    void theLowestMtuIsWhatEveryHostTakes() {
        MemoryPath[] ends = MemoryPath.pair();
        XcfLink a = link(KEY, 1, 2, ends[0]);
        ends[0].longest = 0;
        send(a, 2000);
        assertThat(a.mtu()).isEqualTo(1492);
        send(a, 400);
        assertThat(a.mtu()).isEqualTo(576);
        send(a, 100);
        assertThat(a.mtu()).isEqualTo(576);
    }

    @Test
    void theSystemsRefusalOfALongDatagramIsKnown() throws IOException {
        UdpPath pathA = path();
        UdpPath pathB = path();
        join(pathA, pathB);
        try (pathA;
                pathB) {
            assertThat(pathA.send(ByteBuffer.allocate(65_508))).isEqualTo(DatagramPath.Sent.TOO_LONG);
            assertThat(pathA.send(ByteBuffer.allocate(65_507))).isEqualTo(DatagramPath.Sent.LEFT);
            assertThat(pathA.errors()).isEqualTo(1);
        }
        assertThat(UdpPath.isTooLong(new IOException("Network is unreachable"))).isFalse();
        assertThat(UdpPath.isTooLong(new IOException())).isFalse();
    }

    @Test
    void takesADatagramOnceAndCountsGaps() {
        MemoryPath[] ends = MemoryPath.pair();
        XcfLink a = link(KEY, 1, 2, ends[0]);
        XcfLink b = link(KEY, 2, 1, ends[1]);
        for (int i = 0; i < 4; i++) {
            send(a, 50 + i);
        }
        byte[] first = Objects.requireNonNull(ends[1].arriving.poll());
        byte[] second = Objects.requireNonNull(ends[1].arriving.poll());
        b.poll(this::note, 16, 0);
        assertThat(b.missing()).isEqualTo(2);
        ends[1].arriving.add(second.clone());
        ends[1].arriving.add(second.clone());
        b.poll(this::note, 16, 0);
        assertThat(b.dropped(LinkDrop.REPLAYED)).isEqualTo(1);
        assertThat(b.missing()).isEqualTo(1);
        first[0] ^= 1;
        ends[1].arriving.add(first);
        ends[1].arriving.add(new byte[59]);
        b.poll(this::note, 16, 0);
        assertThat(b.dropped(LinkDrop.MAGIC)).isEqualTo(1);
        assertThat(b.dropped(LinkDrop.SHORT)).isEqualTo(1);
        assertThat(got).containsExactly(52, 53, 51);
        assertThat(b.packetsIn()).isEqualTo(3);
    }
}
