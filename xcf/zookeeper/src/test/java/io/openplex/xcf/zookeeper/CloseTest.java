package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class CloseTest {
    @Test
    void closeLeavesNoThreadAndNoPort() throws Exception {
        try (ZooKeeperWorld world = new ZooKeeperWorld()) {
            EventLog logA = new EventLog();
            EventLog logB = new EventLog();
            var a = world.stack(XcfWorld.info("SYSA"));
            var b = world.stack(XcfWorld.info("SYSB"));
            a.group().join(a.info(), logA);
            b.group().join(b.info(), logB);
            world.until("linked", () -> logA.lines().contains("linkUp SYSBTCPIP"));
            assertThat(threads()).isPositive();

            a.group().close();
            b.group().close();
            b.group().close();

            world.until("no thread left", () -> threads() == 0);
            for (HostPort port :
                    new HostPort[] {a.xcf().signallingAddress(), a.xcf().watchAddress()}) {
                try (ServerSocket again = new ServerSocket(port.port(), 1, InetAddress.getLoopbackAddress())) {
                    assertThat(again.isBound()).isTrue();
                }
            }
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysOpen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HostPort used = new HostPort("127.0.0.1", taken.getLocalPort());
            HostPort free = new HostPort("127.0.0.1", 0);
            XcfOptions options = XcfOptions.of("127.0.0.1:1", "LABPLEX", "EZBTCPCS");
            assertThatThrownBy(() -> ZooKeeperXcf.start(options.withPorts(used, free), "xcf-X", event -> true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("signalling port " + used);
            assertThatThrownBy(() -> ZooKeeperXcf.start(options.withPorts(free, used), "xcf-X", event -> true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("watch port " + used);
            assertThat(threads()).isZero();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.isAlive() && t.getName().startsWith("xcf-"))
                .count();
    }
}
