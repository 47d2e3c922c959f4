package io.openplex.deploy.bench.process;

import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** The process of one server of the coordination service; it ends with the benchmark. */
public final class EnsembleServer {
    private EnsembleServer() {}

    /** Runs the server that the configuration file describes. */
    public static void main(String[] args) {
        Parent.endWithIt();
        QuorumPeerMain.main(args);
    }
}
