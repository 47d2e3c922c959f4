package io.openplex.hwsim.adapters.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class UdpLanPortTest extends LanPortContract {
    @Override
    protected void connect() throws IOException {
        UdpCable cable = UdpCable.open(MTU);
        near = cable.left();
        far = cable.right();
    }

    @Test
    void countsUnreachableFarEndsAndWorksWhenTheyReturn() throws IOException {
        InetSocketAddress here = UdpCable.free();
        InetSocketAddress there = UdpCable.free();
        try (UdpLanPort port = UdpLanPort.open(here, there, MTU)) {
            for (int i = 0; i < 20; i++) {
                port.send(Frames.ethernet(1, 2, 0x0800, 60, i), 0);
                port.poll((frame, now) -> {}, 4, 0);
            }
            assertThat(port.statistics().unreachable()).isPositive();
            assertThat(port.statistics().errors()).isZero();
            try (UdpLanPort returned = UdpLanPort.open(there, here, MTU)) {
                port.send(Frames.ethernet(1, 2, 0x0800, 60, 77), 0);
                awaitPoll(
                        returned,
                        frame -> assertThat(frame.buffer().getInt(frame.offset() + 14))
                                .isEqualTo(77),
                        1);
                returned.send(Frames.ethernet(2, 1, 0x0800, 60, 78), 0);
                awaitPoll(
                        port,
                        frame -> assertThat(frame.buffer().getInt(frame.offset() + 14))
                                .isEqualTo(78),
                        1);
            }
        }
    }

    @Test
    void countsDatagramsThatAreTooLong() throws IOException {
        InetSocketAddress here = UdpCable.free();
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                UdpLanPort port = UdpLanPort.open(here, (InetSocketAddress) peer.getLocalSocketAddress(), MTU)) {
            peer.send(new DatagramPacket(new byte[MTU + LanPort.FRAMING + 1], MTU + LanPort.FRAMING + 1, here));
            peer.send(new DatagramPacket(new byte[60_000], 60_000, here));
            peer.send(new DatagramPacket(new byte[60], 60, here));
            awaitPoll(port, frame -> assertThat(frame.length()).isEqualTo(60), 10);
            assertThat(port.statistics().tooLong()).isEqualTo(2);
            assertThat(port.statistics().received()).isEqualTo(1);
        }
    }

    @Test
    void hearsNobodyButItsFarEnd() throws IOException {
        InetSocketAddress here = UdpCable.free();
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                UdpLanPort port = UdpLanPort.open(here, (InetSocketAddress) peer.getLocalSocketAddress(), MTU)) {
            stranger.send(new DatagramPacket(new byte[61], 61, here));
            peer.send(new DatagramPacket(new byte[62], 62, here));
            awaitPoll(port, frame -> assertThat(frame.length()).isEqualTo(62), 10);
        }
    }

    @Test
    void acceptsLoopbackAddressesOnly() throws IOException {
        InetSocketAddress loopback = UdpCable.free();
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 9);
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UdpLanPort.open(loopback, elsewhere, MTU))
                .withMessageContaining("not a loopback address");
        assertThatIllegalArgumentException().isThrownBy(() -> UdpLanPort.open(everywhere, loopback, MTU));
        UdpLanPort.openAnywhere(everywhere, loopback, MTU).close();
        assertThatIllegalArgumentException().isThrownBy(() -> UdpLanPort.open(loopback, loopback, 67));
        assertThatIllegalArgumentException().isThrownBy(() -> UdpLanPort.open(loopback, loopback, 65_001));
    }

    @Test
    void saysWhenTheLocalPortIsTaken() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress local = (InetSocketAddress) taken.getLocalSocketAddress();
            InetSocketAddress remote = UdpCable.free();
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> UdpLanPort.open(local, remote, MTU));
        }
    }
}
