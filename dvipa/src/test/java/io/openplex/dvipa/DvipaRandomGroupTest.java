package io.openplex.dvipa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Crashes, restarts, leaves and doubtful records in any order; the simulator checks every step. */
class DvipaRandomGroupTest {
    private static final IpAddress V = IpAddress.parse("192.0.2.10");
    private static final IpPrefix V24 = IpPrefix.parse("192.0.2.10/24");

    @Test
    @DisplayName("Random histories: never a claim without record; after quiescence the owner that the rules name")
    void histories() {
        for (int seed = 0; seed < 400; seed++) {
            GroupSimulator group = new GroupSimulator(seed);
            GroupSimulator.Node a = group.add("A", VipaDefine.immediate(V24));
            group.add("B", VipaBackup.passive(100, V));
            group.add("C", VipaBackup.passive(50, V));
            group.add("D", VipaDefine.immediate(V24));
            torment(group, new Random(seed));
            group.doubtPercent = 0;
            List<GroupSimulator.Node> nodes = List.copyOf(group.nodes.values());
            if (!a.up) {
                a.start();
            }
            group.run(5000);
            boolean laterDefiner =
                    group.nodes.get("D").up && group.nodes.get("D").member.incarnation() > a.member.incarnation();
            assertThat(group.claimers(V)).as("seed " + seed).containsExactly(laterDefiner ? "D" : "A");
            // The definers go: the best backup that is up takes over.
            nodes.forEach(node -> {
                if (!node.up && !node.letter.equals("D")) {
                    node.start();
                }
            });
            group.run(3000);
            a.crash();
            if (group.nodes.get("D").up) {
                group.nodes.get("D").crash();
            }
            group.run(3000);
            assertThat(group.claimers(V)).as("seed " + seed).containsExactly("B");
        }
    }

    private static void torment(GroupSimulator group, Random random) {
        group.doubtPercent = random.nextInt(3) * 10;
        List<GroupSimulator.Node> nodes = List.copyOf(group.nodes.values());
        for (int round = 0; round < 40; round++) {
            GroupSimulator.Node node = nodes.get(random.nextInt(nodes.size()));
            if (!node.up) {
                node.start();
            } else if (random.nextInt(3) == 0) {
                node.crash();
            } else if (node.home.containsKey(V)) {
                node.connect(V, random.nextInt(2));
            }
            int steps = random.nextInt(120);
            for (int i = 0; i < steps; i++) {
                group.step();
            }
            if (random.nextInt(4) == 0) {
                group.run(random.nextInt(800));
            }
        }
    }
}
