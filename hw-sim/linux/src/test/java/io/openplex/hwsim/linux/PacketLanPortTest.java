package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanPortContract;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.MacAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketLanPortTest extends LanPortContract {
    private static final MacAddress STATION = new MacAddress(0x020000000077L);

    private TestNetwork network;
    private NetworkNamespace here;
    private NetworkNamespace there;

    @Override
    protected void connect() throws Exception {
        network = TestNetwork.make();
        here = network.namespace();
        there = network.namespace();
        network.cable(here, "near", there, "far", MTU);
        near = TestNetwork.open(here, "near", PacketOptions.plain());
        far = TestNetwork.open(there, "far", PacketOptions.plain());
    }

    @AfterEach
    void takeDown() {
        if (network != null) {
            network.close();
        }
    }

    private void awaitLink(LanPort port, boolean up) {
        TestNetwork.await("link " + (up ? "up" : "down"), () -> {
            port.poll((frame, now) -> {}, 10, System.nanoTime());
            return port.linkUp() == up;
        });
    }

    private void assertCarries() {
        near.send(Frames.ethernet(1, 2, 0x0800, 77, 1), 0);
        near.flush();
        awaitPoll(far, frame -> assertThat(frame.length()).isEqualTo(77), 1);
    }

    @Test
    void seesTheCablePulledOutAndPutBack() throws Exception {
        TestNetwork.run(there, "ip", "link", "set", "far", "down");
        awaitLink(near, false);
        awaitLink(far, false);
        long lost = near.statistics().lost();
        near.send(Frames.ethernet(1, 2, 0x0800, 60, 1), 0);
        near.flush();
        assertThat(near.statistics().lost()).isEqualTo(lost + 1);
        TestNetwork.run(there, "ip", "link", "set", "far", "up");
        awaitLink(near, true);
        awaitLink(far, true);
        assertCarries();
        assertThat(near.statistics().errors()).isZero();
        assertThat(far.statistics().errors()).isZero();
    }

    @Test
    void aSendAfterAFlapIsNotLostToOldNews() throws Exception {
        TestNetwork.run(here, "ip", "link", "set", "near", "down");
        TestNetwork.run(here, "ip", "link", "set", "near", "up");
        assertCarries();
        assertThat(near.statistics().lost()).isZero();
    }

    @Test
    void survivesTheRemovalOfItsInterface() throws Exception {
        TestNetwork.run(here, "ip", "link", "del", "near");
        awaitLink(near, false);
        assertThat(((PacketLanPort) near).isGone()).isTrue();
        for (int i = 0; i < 10; i++) {
            near.send(Frames.ethernet(1, 2, 0x0800, i < 5 ? 60 : 4000, i), 0);
            near.send(Frames.ethernet(1, 2, 0x0800, 60, i), 0);
            near.flush();
            assertThat(near.poll((frame, now) -> {}, 10, System.nanoTime())).isZero();
        }
        assertThat(near.statistics().lost()).isEqualTo(15);
        assertThat(near.statistics().tooLong()).isEqualTo(5);
        assertThat(near.statistics().errors()).isZero();
    }

    @Test
    void opensOnAnInterfaceThatIsStillDown() throws Exception {
        TestNetwork.run(here, "ip", "link", "set", "near", "down");
        try (PacketLanPort early =
                PacketLanPort.open("near", PacketOptions.plain().inNamespace(here.path()))) {
            early.poll((frame, now) -> {}, 10, System.nanoTime());
            assertThat(early.linkUp()).isFalse();
            TestNetwork.run(here, "ip", "link", "set", "near", "up");
            awaitLink(early, true);
            far.send(Frames.ethernet(1, 2, 0x0800, 78, 1), 0);
            far.flush();
            awaitPoll(early, frame -> assertThat(frame.length()).isEqualTo(78), 1);
        }
    }

    @Test
    void countsWhatFoundNoRoomInTheKernel() {
        Frame flood = Frames.ethernet(1, 2, 0x0800, MTU, 1);
        for (int i = 0; i < 40_000; i++) {
            near.send(flood, 0);
        }
        near.flush();
        long missed = far.statistics().missed();
        assertThat(missed).isPositive();
        assertThat(far.statistics().missed()).as("not counted twice").isEqualTo(missed);
        int received = 0;
        int polled;
        do {
            polled = far.poll((frame, now) -> {}, 64, 0);
            received += polled;
        } while (polled == 64);
        assertThat(received + missed + near.statistics().lost()).isEqualTo(40_000);
    }

    @Test
    void countsReceivedFramesThatAreTooLong() throws Exception {
        TestNetwork.run(here, "ip", "link", "set", "near", "mtu", "9000");
        TestNetwork.run(there, "ip", "link", "set", "far", "mtu", "9000");
        far.close();
        far = TestNetwork.open(there, "far", PacketOptions.plain());
        assertThat(far.send(Frames.ethernet(1, 2, 0x0800, 4000, 1), 0)).isTrue();
        far.send(Frames.ethernet(1, 2, 0x0800, 60, 1), 0);
        far.flush();
        awaitPoll(near, frame -> assertThat(frame.length()).isEqualTo(60), 10);
        assertThat(near.statistics().tooLong()).isEqualTo(1);
    }

    @Test
    void refusesFramesThatContradictThemselves() {
        Frame frame = Frames.ethernet(1, 2, 0x0806, 60, 1);
        frame.checksum = Frame.CHECKSUM_PARTIAL;
        assertThat(near.send(frame, 0)).isFalse();
        frame.checksum = Frame.CHECKSUM_VALID;
        frame.segmentation = Frame.SEGMENT_TCP4;
        assertThat(near.send(frame, 0)).isFalse();
        assertThat(near.statistics().errors()).isEqualTo(2);
        assertCarries();
    }

    @Test
    void tellsTheInterfaceWhatToReceive() throws Exception {
        assertThat(TestNetwork.run(here, "ip", "-d", "link", "show", "near")).contains("promiscuity 1");
        near.close();
        near = TestNetwork.open(here, "near", PacketOptions.plain().withAddresses(List.of(STATION)));
        assertThat(TestNetwork.run(here, "ip", "-d", "link", "show", "near")).contains("allmulti 1");
        far.send(Frames.ethernet(STATION.bits(), 2, 0x0800, 99, 1), 0);
        far.flush();
        awaitPoll(near, frame -> assertThat(frame.length()).isEqualTo(99), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PacketOptions.plain().withAddresses(List.of(MacAddress.BROADCAST)));
    }

    @Test
    void saysWhatTheInterfaceIsAndWhatSpeaksAgainstForeignAddresses() throws Exception {
        LinuxInterface veth = ((PacketLanPort) near).attached();
        assertThat(veth.kind()).isEqualTo("veth");
        assertThat(veth.driver()).isEqualTo("veth");
        assertThat(veth.mtu()).isEqualTo(MTU);
        assertThat(TestNetwork.run(here, "ip", "link", "show", "near"))
                .contains(veth.mac().toString());
        assertThat(veth.addressesRefused()).isEmpty();
        TestNetwork.run(here, "ip", "link", "add", "link", "near", "name", "mac0", "type", "macvlan", "mode", "bridge");
        TestNetwork.run(here, "ip", "link", "set", "mac0", "up");
        try (PacketLanPort port = TestNetwork.open(here, "mac0", PacketOptions.plain())) {
            assertThat(port.attached().addressesRefused())
                    .get()
                    .asString()
                    .startsWith("mac0 is a macvlan")
                    .endsWith("own address " + port.attached().mac());
        }
    }

    @Test
    void takesTheMtuOfTheInterfaceButNoMoreThanAnOsa() throws Exception {
        for (int mtu : new int[] {576, 8992, 9000}) {
            TestNetwork.run(here, "ip", "link", "set", "near", "mtu", Integer.toString(mtu));
            try (PacketLanPort port = TestNetwork.open(here, "near", PacketOptions.plain())) {
                assertThat(port.mtu()).isEqualTo(Math.min(mtu, 8992));
            }
        }
    }

    @Test
    void saysWhyItCannotBeOpened() {
        assertRefused("nix0", "no interface nix0 here; there are lo, near");
        assertRefused("lo", "lo is a loopback, on which there is no LAN; name an Ethernet interface");
        Path nowhere = Path.of("/run/netns/openplex-is-not-there");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> PacketLanPort.open("near", PacketOptions.plain().inNamespace(nowhere)))
                .withMessage("no network namespace " + nowhere + ": ENOENT");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PacketLanPort.open("near", PacketOptions.plain()))
                .withMessageStartingWith("no interface near here; there are ");
    }

    private void assertRefused(String name, String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PacketLanPort.open(name, PacketOptions.plain().inNamespace(here.path())))
                .withMessage(message);
    }

    @Test
    void saysThatItIsNotPermitted() throws Exception {
        TestNetwork.assumeInstalled("setpriv");
        String output = TestNetwork.run(
                here,
                "setpriv",
                "--bounding-set=-all",
                "--inh-caps=-all",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                "near");
        assertThat(output.strip()).startsWith("not permitted to attach to near: it takes CAP_NET_RAW; run as root");
    }

    /** Opens a port in a process of its own. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            try (PacketLanPort port = PacketLanPort.open(arguments[0], PacketOptions.plain())) {
                System.out.println("open, MTU " + port.mtu());
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
