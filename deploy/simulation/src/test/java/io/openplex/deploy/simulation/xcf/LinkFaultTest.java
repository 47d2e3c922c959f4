package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each fault of signalling shows its effect. */
class LinkFaultTest {
    private final FaultWorld w = new FaultWorld(1);

    @Test
    @DisplayName("SILENT: nothing arrives in one direction, the other goes on; later all arrives, in order and once")
    void silent() {
        w.faults.link(LinkFault.SILENT, "SYSA", "SYSB", true);
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 0, 10);
        w.send(w.b, w.logB.seen("SYSATCPIP"), 0, 10);
        w.run(5000);
        assertThat(FaultWorld.signals(w.logB)).isEmpty();
        assertThat(FaultWorld.signals(w.logA)).hasSize(10);
        w.faults.heal();
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 10, 10);
        w.until(w.logB, "signal SYSATCPIP n19");
        assertThat(FaultWorld.signals(w.logB)).isEqualTo(numbers(20));
        assertThat(w.logB.lines()).doesNotContain("linkDown SYSATCPIP");
    }

    @Test
    @DisplayName("SILENT for long: the younger member gives the link up, the older one hears of it at the new one")
    void silentForLong() {
        w.faults.link(LinkFault.SILENT, "SYSA", "SYSB", true);
        w.faults.link(LinkFault.SILENT, "SYSB", "SYSA", true);
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 0, 3);
        w.until(w.logB, "linkDown SYSATCPIP");
        w.run(5000);
        assertThat(w.logA.lines()).doesNotContain("linkDown SYSBTCPIP");
        w.faults.heal();
        w.world.until("up again", () -> w.logA.count("linkUp SYSBTCPIP") == 2 && w.logB.count("linkUp SYSATCPIP") == 2);
        assertThat(w.logA.count("linkDown SYSBTCPIP")).isEqualTo(1);
        assertThat(FaultWorld.signals(w.logB))
                .as("lost with their life of the link")
                .isEmpty();
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 3, 1);
        w.until(w.logB, "signal SYSATCPIP n3");
    }

    @Test
    @DisplayName("BROKEN: both ends go down and stay down until it is over")
    void broken() {
        w.faults.link(LinkFault.BROKEN, "SYSB", "SYSA", true);
        w.until(w.logA, "linkDown SYSBTCPIP");
        w.until(w.logB, "linkDown SYSATCPIP");
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 0, 3);
        w.run(5000);
        assertThat(w.logA.count("linkUp SYSBTCPIP")).isEqualTo(1);
        w.faults.heal();
        w.until(w.logB, "signal SYSATCPIP n2");
        assertThat(w.logB.count("linkUp SYSATCPIP")).isEqualTo(2);
    }

    @Test
    @DisplayName("a link that breaks loses what is under way and nothing of the next life")
    void breaks() {
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 0, 5);
        w.faults.breakLink("SYSA", "SYSB");
        w.world.until("up again", () -> w.logA.count("linkUp SYSBTCPIP") == 2 && w.logB.count("linkUp SYSATCPIP") == 2);
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 5, 5);
        w.until(w.logB, "signal SYSATCPIP n9");
        assertThat(FaultWorld.signals(w.logB)).containsExactly("n5", "n6", "n7", "n8", "n9");
    }

    @Test
    @DisplayName("SLOW: signals take long and keep their order")
    void slow() {
        w.faults.link(LinkFault.SLOW, "SYSA", "SYSB", true);
        w.send(w.a, w.logA.seen("SYSBTCPIP"), 0, 50);
        w.run(5);
        assertThat(FaultWorld.signals(w.logB)).hasSizeLessThan(5);
        w.until(w.logB, "signal SYSATCPIP n49");
        assertThat(FaultWorld.signals(w.logB)).isEqualTo(numbers(50));
    }

    @Test
    @DisplayName("a death cannot be proven to who cannot get there")
    void noProofAcrossAPartition() {
        w.faults.link(LinkFault.SILENT, "SYSB", "SYSA", true);
        w.world.kill(w.b);
        w.run(20_000);
        assertThat(w.logA.lines()).noneMatch(line -> line.startsWith("memberLeft"));
        w.faults.heal();
        w.until(w.logA, "memberLeft SYSBTCPIP ABEND");
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }
}
