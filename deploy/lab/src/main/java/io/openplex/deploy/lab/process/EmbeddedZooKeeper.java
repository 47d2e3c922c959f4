package io.openplex.deploy.lab.process;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabPorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** One ZooKeeper server on loopback, for a lab: nothing survives its stop, nothing waits for the disk. */
final class EmbeddedZooKeeper implements AutoCloseable {
    private static final int TICK_MS = 500;
    private static final int SESSION_MAX_MS = 60_000;
    private static final int CLIENTS_MAX = 100;
    private static final int CONNECTIONS_UNLIMITED = -1;

    private final ServerCnxnFactory connections;

    private EmbeddedZooKeeper(ServerCnxnFactory connections) {
        this.connections = connections;
    }

    /** Starts a server on an empty directory. */
    static EmbeddedZooKeeper start(Path directory, int port) {
        configure();
        // ZooKeeper installs a handler for the whole process; the lab keeps its own.
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        try {
            File data = directory.toFile();
            ZooKeeperServer server = new Server(data);
            NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
            connections.configure(LabPorts.loopback(port), CLIENTS_MAX, CONNECTIONS_UNLIMITED, false);
            connections.startup(server);
            return new EmbeddedZooKeeper(connections);
        } catch (IOException e) {
            throw LabFailure.failed("ZooKeeper did not start: " + LabFiles.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LabFailure.failed("ZooKeeper did not start: interrupted");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    @Override
    public void close() {
        connections.shutdown();
    }

    private static void configure() {
        System.setProperty("zookeeper.forceSync", "no");
        System.setProperty("zookeeper.preAllocSize", "256");
        // A lab writes a few records per takeover: snapshots are rare, and the whole directory goes at the stop.
        System.setProperty("zookeeper.snapCount", "20000");
        System.setProperty("zookeeper.serverCnxnFactory", NIOServerCnxnFactory.class.getName());
        System.setProperty("zookeeper.nio.numSelectorThreads", "1");
        System.setProperty("zookeeper.nio.numWorkerThreads", "2");
        System.setProperty("zookeeper.4lw.commands.whitelist", "srvr,ruok");
        System.setProperty("zookeeper.admin.enableServer", "false");
    }

    /** Shows nothing over JMX. */
    private static final class Server extends ZooKeeperServer {
        Server(File data) throws IOException {
            super(data, data, TICK_MS);
            setMinSessionTimeout(2 * TICK_MS);
            setMaxSessionTimeout(SESSION_MAX_MS);
        }

        @Override
        protected void registerJMX() {
            // Nobody looks, and a second lab in one JVM would collide.
        }

        @Override
        protected void unregisterJMX() {
            // Nothing was registered.
        }
    }
}
