package io.openplex.xcf.zookeeper;

import java.io.IOException;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;

/** An ensemble of one; sessions of 200 to 2000 ms. */
final class OneServer implements Servers {
    private static final int TICK_MS = 100;

    private TestingServer server;

    OneServer() throws Exception {
        server = start(-1);
    }

    private static TestingServer start(int port) throws Exception {
        return new TestingServer(new InstanceSpec(null, port, -1, -1, true, 1, TICK_MS, -1), true);
    }

    @Override
    public String connectString() {
        return server.getConnectString();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }

    @Override
    public void restart() throws Exception {
        server.restart();
    }

    /** Another server without memory takes its place on the same port. */
    void rebuild() throws Exception {
        int port = server.getPort();
        server.close();
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
