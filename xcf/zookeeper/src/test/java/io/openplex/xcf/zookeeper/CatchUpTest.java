package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that lags shows nothing older than what was seen through another one. */
class CatchUpTest {
    private static final String NODE = "/there";

    private final LaggingHandles handles = new LaggingHandles();
    private final Heard heard = new Heard(new CopyOnWriteArrayList<>());
    private ZooKeeperWorld world;
    private Rim rim;
    private Ensemble ensemble;

    private record Heard(List<String> events) implements Ensemble.Listener {
        @Override
        public void connected(long session) {
            events.add("connected");
        }

        @Override
        public void suspended() {
            events.add("suspended");
        }

        @Override
        public void sessionLost() {
            events.add("lost");
        }
    }

    @BeforeEach
    void connect() throws Exception {
        world = new ZooKeeperWorld();
        world.operate(operator -> {
            operator.create().forPath(NODE, new byte[0]);
            operator.create().forPath(NODE + "/child", new byte[0]);
        });
        rim = new Rim("catch-up", event -> true, new XcfCounters());
        ensemble = new Ensemble(world.options(), rim, "catch-up", handles);
        ensemble.start(heard);
        world.until("connected", () -> heard.events().contains("connected"));
    }

    @AfterEach
    void tearDown() {
        ensemble.close();
        rim.close();
        world.close();
    }

    private List<String> read() {
        List<String> answers = new CopyOnWriteArrayList<>();
        rim.execute(() -> {
            ensemble.read(NODE, (code, stat, data) -> answers.add("data " + code));
            ensemble.children(NODE, (code, names) -> answers.add("children " + code + " " + names));
            ensemble.children(NODE, ensemble.watch(() -> {}), (code, names) -> answers.add("watched " + names));
        });
        world.until("answered", () -> answers.size() == 3);
        return new ArrayList<>(answers);
    }

    private void reads() {
        assertThat(read()).containsExactlyInAnyOrder("data OK", "children OK [child]", "watched [child]");
    }

    @Test
    @DisplayName("the first reads on a handle are preceded by a sync")
    void theFirstHandle() {
        reads();
        reads();
    }

    @Test
    @DisplayName("so are those on a new handle after the session was lost")
    void anotherHandle() throws Exception {
        reads();
        ZooKeeper before = ensemble.handle();
        CountDownLatch taken = new CountDownLatch(1);
        ZooKeeper thief = new ZooKeeper(
                world.connectString(),
                ZooKeeperWorld.SESSION_MS,
                event -> taken.countDown(),
                before.getSessionId(),
                before.getSessionPasswd());
        try {
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            thief.close();
        }
        world.until(
                "another handle is connected",
                () -> handles.count() > 1
                        && heard.events().getLast().equals("connected")
                        && heard.events().contains("lost"));
        reads();
    }

    @Test
    @DisplayName("so are those on the same handle after it was connected again")
    void anotherServer() {
        reads();
        world.coordination(false);
        world.until("suspended", () -> heard.events().contains("suspended"));
        handles.lag();
        world.coordination(true);
        world.until("connected again", () -> heard.events().getLast().equals("connected"));
        reads();
    }

    @Test
    @DisplayName("who cannot be brought up to date gives no answer")
    void noAnswer() {
        world.coordination(false);
        world.until("suspended", () -> heard.events().contains("suspended"));
        assertThat(read()).contains("data " + Code.CONNECTIONLOSS, "children " + Code.CONNECTIONLOSS + " []");
    }
}
