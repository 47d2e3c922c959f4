package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.IpProtocol;
import java.util.ArrayList;
import java.util.List;

/** An IP layer with one fake OSA and a TCP that only remembers what it was given. */
final class TestStack {
    static final int POOL_BYTES = 1600;

    final FramePool pool = new FramePool(512, POOL_BYTES);
    final FakeSession lan = new FakeSession();
    final IpLayer ip;
    final OsaInterface osa;
    final List<byte[]> tcp = new ArrayList<>();
    final List<String> udp = new ArrayList<>();
    long now = 1_000_000_000L;

    TestStack(String address) {
        this(address, IpOptions.defaults());
    }

    TestStack(String address, IpOptions options) {
        ip = new IpLayer(options, pool);
        IpPrefix prefix = IpPrefix.parse(address);
        osa = new OsaInterface("OSA1", lan, prefix, 0);
        ip.attach(osa);
        ip.home().add(new HomeEntry("OSA1", prefix.address(), HomeKind.INTERFACE, true));
        ip.routes().add(Route.direct(prefix, osa));
        ip.handler(IpProtocol.TCP, (packet, at) -> tcp.add(bytes(packet)));
        ip.handler(IpProtocol.UDP, (packet, at) -> packet.buffer().getShort(packet.l4 + 2) == 53);
    }

    /** One iteration. */
    void step() {
        ip.step(now);
        ip.flush(true, now);
        now += 1_000_000;
    }

    /** Lets a packet come in from the LAN and answers what left for the LAN. */
    List<byte[]> fromLan(byte[] packet) {
        lan.arrive(packet);
        step();
        return lan.take();
    }

    void dvipa(String address, HomeKind kind) {
        ip.home().addDvipa(IpAddress.parse(address), kind);
    }

    long dropped(DropReason reason) {
        return ip.counters().dropped(reason);
    }

    /** The packet was dropped for this reason only, nothing left, no frame is missing. */
    void assertDropped(byte[] packet, DropReason reason) {
        long before = dropped(reason);
        long all = ip.counters().dropped();
        assertThat(fromLan(packet)).isEmpty();
        assertThat(dropped(reason)).as(reason.name()).isEqualTo(before + 1);
        assertThat(ip.counters().dropped()).isEqualTo(all + 1);
        assertThat(pool.outstanding()).isZero();
    }

    static byte[] bytes(Frame packet) {
        byte[] bytes = new byte[packet.length()];
        packet.buffer().get(packet.offset(), bytes);
        return bytes;
    }
}
