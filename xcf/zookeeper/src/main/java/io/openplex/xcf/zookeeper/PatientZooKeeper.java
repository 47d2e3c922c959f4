package io.openplex.xcf.zookeeper;

import java.io.IOException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * A ZooKeeper handle that tells Curator of a session timeout of 24 days. Curator reads it only to decide when to give
 * up a session that it cannot reach; here a session ends when the ensemble says so, however long the ensemble was away
 * (design invariant I3). The timeout towards the ensemble is the one that was asked for.
 */
// "try": ZooKeeper.close() may be interrupted; Curator closes the handle, nothing here does.
@SuppressWarnings("try")
final class PatientZooKeeper extends ZooKeeper {
    PatientZooKeeper(String servers, int timeoutMs, Watcher watcher, boolean canBeReadOnly) throws IOException {
        super(servers, timeoutMs, watcher, canBeReadOnly, new ZKClientConfig());
    }

    @Override
    public int getSessionTimeout() {
        return Integer.MAX_VALUE;
    }
}
