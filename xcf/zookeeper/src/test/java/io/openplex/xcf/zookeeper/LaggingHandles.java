package io.openplex.xcf.zookeeper;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** Handles on a server that has heard of no node yet, until it is told to catch up. */
final class LaggingHandles implements ZookeeperFactory {
    private final List<Handle> made = new CopyOnWriteArrayList<>();

    @Override
    public ZooKeeper newZooKeeper(String connectString, int sessionTimeout, Watcher watcher, boolean canBeReadOnly)
            throws Exception {
        Handle handle = new Handle(connectString, sessionTimeout, watcher);
        made.add(handle);
        return handle;
    }

    int count() {
        return made.size();
    }

    /** The server of the latest handle is another one, which lags, too. */
    void lag() {
        made.getLast().lags = true;
    }

    private static final class Handle extends ZooKeeper {
        private volatile boolean lags = true;

        Handle(String connectString, int sessionTimeout, Watcher watcher) throws Exception {
            super(connectString, sessionTimeout, watcher);
        }

        @Override
        public synchronized void close() {
            try {
                super.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void sync(String path, AsyncCallback.VoidCallback callback, Object context) {
            super.sync(
                    path,
                    (code, of, with) -> {
                        lags &= code != Code.OK.intValue();
                        callback.processResult(code, of, with);
                    },
                    context);
        }

        @Override
        public void getData(String path, Watcher watcher, AsyncCallback.DataCallback callback, Object context) {
            if (lags) {
                callback.processResult(Code.NONODE.intValue(), path, context, null, null);
            } else {
                super.getData(path, watcher, callback, context);
            }
        }

        @Override
        public void getChildren(
                String path, Watcher watcher, AsyncCallback.Children2Callback callback, Object context) {
            if (lags) {
                callback.processResult(Code.NONODE.intValue(), path, context, null, null);
            } else {
                super.getChildren(path, watcher, callback, context);
            }
        }
    }
}
