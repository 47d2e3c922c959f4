package io.openplex.xcf.zookeeper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.apache.curator.test.TestingZooKeeperServer;
import org.apache.zookeeper.client.FourLetterWordMain;

/** An ensemble of three; sessions of 400 to 4000 ms. */
final class ThreeServers implements Servers {
    private static final int SERVERS = 3;
    private static final int TICK_MS = 200;

    private final TestingCluster cluster;

    ThreeServers() throws Exception {
        List<InstanceSpec> specs = new ArrayList<>();
        for (int id = 1; id <= SERVERS; id++) {
            specs.add(new InstanceSpec(null, -1, -1, -1, true, id, TICK_MS, -1));
        }
        cluster = new TestingCluster(specs);
        cluster.start();
    }

    @Override
    public String connectString() {
        return cluster.getConnectString();
    }

    List<TestingZooKeeperServer> all() {
        return cluster.getServers();
    }

    /** Who leads now. */
    TestingZooKeeperServer leader() throws Exception {
        for (TestingZooKeeperServer server : all()) {
            InstanceSpec at = server.getInstanceSpec();
            if (FourLetterWordMain.send4LetterWord(at.getHostname(), at.getPort(), "srvr")
                    .contains("Mode: leader")) {
                return server;
            }
        }
        throw new IllegalStateException("nobody leads");
    }

    @Override
    public void stop() throws Exception {
        cluster.stop();
    }

    @Override
    public void restart() throws Exception {
        for (TestingZooKeeperServer server : all()) {
            server.restart();
        }
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
