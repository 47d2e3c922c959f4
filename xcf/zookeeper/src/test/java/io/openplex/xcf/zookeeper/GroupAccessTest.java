package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that were made under a user belong to that user: nobody else becomes a member of the group. */
class GroupAccessTest {
    private ZooKeeperWorld world;

    @BeforeEach
    void groupOfAUser() throws Exception {
        world = new ZooKeeperWorld();
        assertThat(join("SYSA", world.options().withDigest("lab:right")))
                .first()
                .asString()
                .startsWith("joined");
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private List<String> join(String system, XcfOptions options) {
        EventLog log = new EventLog();
        var stack = world.stack(XcfWorld.info(system), options);
        stack.group().join(stack.info(), log);
        world.until(system + " has its answer", () -> !log.lines().isEmpty());
        return log.lines();
    }

    @Test
    void theSameUserMayJoin() {
        assertThat(join("SYSB", world.options().withDigest("lab:right")))
                .first()
                .asString()
                .startsWith("joined");
    }

    @Test
    void anotherPasswordIsRefused() {
        assertThat(join("SYSB", world.options().withDigest("lab:wrong"))).containsExactly("joinRefused NOT_AUTHORIZED");
    }

    @Test
    void anotherUserIsRefused() {
        assertThat(join("SYSB", world.options().withDigest("guest:right")))
                .containsExactly("joinRefused NOT_AUTHORIZED");
    }

    @Test
    void nobodyInParticularIsRefused() {
        assertThat(join("SYSB", world.options())).containsExactly("joinRefused NOT_AUTHORIZED");
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(world.options().withDigest("lab:right").toString()).doesNotContain("right");
    }
}
