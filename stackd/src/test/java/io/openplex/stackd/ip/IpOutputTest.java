package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IpOutputTest {
    private static final IpAddress OWN = IpAddress.parse("203.0.113.21");
    private static final IpAddress CLIENT = IpAddress.parse("203.0.113.1");
    private static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");

    private final TestStack stack = new TestStack(OWN + "/24");

    private Frame segment(int bytes) {
        Frame frame = Objects.requireNonNull(stack.ip.sender().acquire());
        frame.length(bytes);
        for (int i = 0; i < bytes; i++) {
            frame.buffer().put(frame.offset() + i, (byte) i);
        }
        frame.buffer().putShort(frame.offset() + Tcp.OFFSET_FLAGS, (short) 0x5010);
        return frame;
    }

    private boolean send(int bytes, IpAddress source, IpAddress destination) {
        return stack.ip.sender().send(segment(bytes), source, destination, IpProtocol.TCP, stack.now);
    }

    @Test
    void sendsWithADvipaAsSourceAndARightChecksum() {
        stack.dvipa(DVIPA.toString(), HomeKind.DVIPA_TARGET);
        assertThat(send(33, DVIPA, CLIENT)).isTrue();
        stack.step();
        byte[] out = stack.lan.take().getFirst();
        assertThat(TestPackets.source(out)).isEqualTo(DVIPA.toString());
        ByteBuffer b = ByteBuffer.wrap(out);
        assertThat(Ipv4.check(b, 0, out.length)).isEqualTo(Ipv4.GOOD);
        assertThat(Tcp.checksumGood(b, 0, 20, 33)).isTrue();
        assertThat(stack.pool.outstanding()).isZero();
    }

    @Test
    void picksTheSourceOfTheInterfaceWhenNoneIsNamed() {
        assertThat(stack.ip.sender().sourceFor(CLIENT)).isEqualTo(OWN);
        assertThat(stack.ip.sender().sourceFor(OWN)).isEqualTo(OWN);
        assertThat(stack.ip.sender().sourceFor(IpAddress.parse("192.0.2.200"))).isNull();
        stack.dvipa(DVIPA.toString(), HomeKind.DVIPA_OWNED);
        assertThat(stack.ip.sender().sourceFor(DVIPA)).isEqualTo(OWN);
        send(20, IpAddress.ANY4, CLIENT);
        stack.step();
        assertThat(TestPackets.source(stack.lan.take().getFirst())).isEqualTo(OWN.toString());
    }

    @Test
    void bringsOwnAddressesRoundTheLoopback() {
        assertThat(send(20, OWN, IpAddress.LOOPBACK4)).isTrue();
        assertThat(stack.tcp).isEmpty();
        assertThat(stack.ip.nextDeadlineNanos()).isLessThanOrEqualTo(stack.now);
        stack.step();
        assertThat(stack.tcp).hasSize(1);
        assertThat(stack.lan.sent).isEmpty();
        assertThat(stack.pool.outstanding()).isZero();
    }

    @Test
    void countsWhatItCannotSendAndGivesTheFrameBack() {
        assertThat(send(20, OWN, IpAddress.parse("192.0.2.200"))).isFalse();
        assertThat(stack.dropped(DropReason.NO_ROUTE)).isEqualTo(1);
        assertThat(send(1490, OWN, CLIENT)).isFalse();
        assertThat(stack.dropped(DropReason.TOO_BIG)).isEqualTo(1);
        assertThat(send(20, OWN, IpAddress.parse("2001:db8::1"))).isFalse();
        assertThat(stack.dropped(DropReason.IPV6)).isEqualTo(1);
        assertThat(send(3, OWN, CLIENT)).isFalse();
        assertThat(stack.dropped(DropReason.TRANSPORT)).isEqualTo(1);
        stack.lan.up = false;
        assertThat(send(20, OWN, CLIENT)).isFalse();
        assertThat(stack.dropped(DropReason.NO_ROUTE)).isEqualTo(2);
        assertThat(stack.pool.outstanding()).isZero();
    }

    @Test
    void knowsTheMtuOfAWay() {
        assertThat(stack.ip.sender().mtu(CLIENT)).isEqualTo(1500);
        stack.ip.routes().add(new Route(IpPrefix.parse("192.0.2.0/24"), CLIENT, stack.osa, 900));
        assertThat(stack.ip.sender().mtu(IpAddress.parse("192.0.2.1"))).isEqualTo(900);
        assertThat(stack.ip.sender().mtu(OWN)).isEqualTo(TestStack.POOL_BYTES);
        assertThat(stack.ip.sender().mtu(IpAddress.parse("10.0.0.1"))).isEqualTo(576);
        assertThat(stack.ip.sender().mtu(IpAddress.parse("2001:db8::1"))).isEqualTo(1280);
    }
}
