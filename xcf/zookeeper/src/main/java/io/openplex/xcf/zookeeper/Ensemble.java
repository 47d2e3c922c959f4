package io.openplex.xcf.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.api.transaction.TransactionCreateBuilder;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.DefaultZookeeperFactory;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of the coordination service: asynchronous requests whose answers arrive on the rim thread, each exactly
 * once, with ZooKeeper's code.
 *
 * <p>A server that was just connected to may lag behind what was seen through another one, and a new handle does not
 * remember it. So the first read on every connection is preceded by a sync, and a read whose handle was replaced
 * meanwhile has no answer. Afterwards reads go as far as the server has come: never back.
 *
 * <p>Curator is kept from helping in three ways, and let in one. No request is repeated by it: a repeated conditional
 * write would report the success of its first try as a conflict. Its state events are taken as a hint only and the
 * connection itself is asked too, because its queue of 25 drops the oldest. It keeps the connect string that it was
 * given. And its idea that a session has ended when the service could not be reached for the session time-out means
 * nothing but a new handle: nothing in the ensemble depends on a session. That handle is needed, because an ensemble
 * that was rebuilt without memory refuses for ever who has seen more than it.
 */
final class Ensemble implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ensemble.class);
    private static final int CONNECTION_TIMEOUT_MS = 1000;
    private static final long LOOK_AGAIN_MS = 300;

    /** Connection events, on the rim thread. */
    interface Listener {
        /** The service answers under this session; also repeated without a change in between. */
        void connected(long session);

        /** The service does not answer; the session may live on. */
        void suspended();

        /** The session that was reported is over or given up, with all its watches; the nodes stay. */
        void sessionLost();
    }

    /** Answer to a read; status and data are null unless the code is OK. */
    @FunctionalInterface
    interface ReadHandler {
        void answer(Code code, @Nullable Stat stat, byte @Nullable [] data);
    }

    private final Rim rim;
    private final CuratorFramework client;
    private Listener listener = new Silent();
    private boolean connected;
    private long session;

    /** Counts what was heard about the connection. */
    private long connection;

    /** The connection, and Curator's number of the handle, that a sync has succeeded on. */
    private long caughtUpConnection = -1;

    private long caughtUpHandle = -1;

    Ensemble(XcfOptions options, Rim rim, String threadName) {
        this(options, rim, threadName, new DefaultZookeeperFactory());
    }

    /** With handles of a test's own making. */
    Ensemble(XcfOptions options, Rim rim, String threadName, ZookeeperFactory handles) {
        this.rim = rim;
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(options.connectString())
                .sessionTimeoutMs(options.sessionTimeoutMs())
                .connectionTimeoutMs(CONNECTION_TIMEOUT_MS)
                .retryPolicy(new RetryNTimes(0, 0))
                .ensembleTracker(false)
                .zookeeperFactory(handles)
                .waitForShutdownTimeoutMs(1000)
                .threadFactory(Thread.ofPlatform()
                        .name(threadName + "-curator-", 0)
                        .daemon(true)
                        .factory());
        options.digest()
                .ifPresent(user -> builder.authorization("digest", user.getBytes(StandardCharsets.UTF_8))
                        .aclProvider(new CreatorOnly()));
        client = builder.build();
    }

    /** Begins to connect; returns at once. */
    void start(Listener events) {
        listener = events;
        client.getConnectionStateListenable().addListener((c, state) -> hint(state));
        client.start();
    }

    /** The service answered last time something was heard of it. */
    boolean connected() {
        return connected;
    }

    /** What Curator says of the connection, on any thread; also for tests of what it may say. */
    void hint(ConnectionState state) {
        rim.execute(() -> stateChanged(state));
    }

    /**
     * Connected is what the hint and the connection itself both call so. Curator says SUSPENDED at the first request
     * that fails, before it has noticed that the connection is gone, and then says nothing more of it; and whenever it
     * was wrong, RECONNECTED follows.
     */
    private void stateChanged(ConnectionState hint) {
        connection++;
        boolean now = hint.isConnected() && client.getZookeeperClient().isConnected();
        long current = now ? sessionOf() : 0;
        if (current == 0 && connected) {
            connected = false;
            listener.suspended();
        }
        if (session != 0 && (hint == ConnectionState.LOST || (current != 0 && current != session))) {
            session = 0;
            connected = false;
            listener.sessionLost();
        }
        if (current != 0) {
            session = current;
            connected = true;
            listener.connected(current);
        } else if (hint == ConnectionState.SUSPENDED
                && client.getZookeeperClient().isConnected()) {
            rim.schedule(LOOK_AGAIN_MS, this::lookAgain);
        }
    }

    /** Curator said that the connection is lost, though it was whole, and should have taken that back by now. */
    private void lookAgain() {
        if (!connected && client.getZookeeperClient().isConnected()) {
            stateChanged(ConnectionState.RECONNECTED);
        }
    }

    private long sessionOf() {
        try {
            return client.getZookeeperClient().getZooKeeper().getSessionId();
        } catch (Exception e) { // declared so by Curator
            LOG.debug("no session yet", e);
            return 0;
        }
    }

    /**
     * Makes a watch that runs a task on the rim thread. One that is set several times on one path before it runs runs
     * once, so whoever reads again and again keeps to one of these.
     */
    CuratorWatcher watch(Runnable task) {
        return event -> {
            if (event.getType() != EventType.None) { // the connection's state is no change of a node
                rim.execute(task);
            }
        };
    }

    /** Reads the names of the children, in no order, and sets a watch if the node exists. */
    void children(String path, CuratorWatcher watch, ChildrenHandler handler) {
        caughtUp(
                path,
                answer -> client.getChildren()
                        .usingWatcher(watch)
                        .inBackground((c, e) -> answer.accept(e))
                        .withUnhandledErrorListener((m, t) -> answer.accept(null))
                        .forPath(path),
                (code, event) -> handler.answer(code, event == null ? List.of() : orEmpty(event.getChildren())));
    }

    /** Reads the names of the children without a watch. */
    void children(String path, ChildrenHandler handler) {
        caughtUp(
                path,
                answer -> client.getChildren()
                        .inBackground((c, e) -> answer.accept(e))
                        .withUnhandledErrorListener((m, t) -> answer.accept(null))
                        .forPath(path),
                (code, event) -> handler.answer(code, event == null ? List.of() : orEmpty(event.getChildren())));
    }

    /** Reads one node as its server has it. */
    void read(String path, ReadHandler handler) {
        caughtUp(
                path,
                answer -> client.getData()
                        .inBackground((c, e) -> answer.accept(e))
                        .withUnhandledErrorListener((m, t) -> answer.accept(null))
                        .forPath(path),
                (code, event) -> {
                    if (code == Code.OK && event != null) {
                        handler.answer(code, event.getStat(), event.getData());
                    } else {
                        handler.answer(code, null, null);
                    }
                });
    }

    /** Lets the server catch up with all that was committed before. */
    void sync(String path, Consumer<Code> handler) {
        long on = connection;
        long with = handleNumber();
        send(
                answer -> client.sync()
                        .inBackground((c, e) -> answer.accept(e))
                        .withUnhandledErrorListener((m, t) -> answer.accept(null))
                        .forPath(path),
                (code, event) -> {
                    if (code == Code.OK && on == connection) {
                        caughtUpConnection = on;
                        caughtUpHandle = with;
                    }
                    handler.accept(code);
                });
    }

    private long handleNumber() {
        return client.getZookeeperClient().getInstanceIndex();
    }

    /** Reads through a handle that a sync has succeeded on; no answer if it is another one by then. */
    private void caughtUp(String path, Request read, Answer answer) {
        long with = handleNumber();
        if (caughtUpConnection != connection || caughtUpHandle != with) {
            sync(path, code -> {
                if (code == Code.OK) {
                    read(with, read, answer);
                } else {
                    answer.answer(code, null);
                }
            });
        } else {
            read(with, read, answer);
        }
    }

    private void read(long with, Request read, Answer answer) {
        send(read, (code, event) -> {
            boolean other = handleNumber() != with;
            answer.answer(other ? Code.CONNECTIONLOSS : code, other ? null : event);
        });
    }

    /** Creates empty persistent nodes unless they exist; parents first. */
    void ensure(List<String> paths, Consumer<Code> handler) {
        ensure(paths, 0, handler);
    }

    private void ensure(List<String> paths, int next, Consumer<Code> handler) {
        send(
                answer -> client.create()
                        .withMode(CreateMode.PERSISTENT)
                        .inBackground((c, e) -> answer.accept(e))
                        .withUnhandledErrorListener((m, t) -> answer.accept(null))
                        .forPath(paths.get(next), new byte[0]),
                (code, event) -> {
                    boolean there = code == Code.OK || code == Code.NODEEXISTS;
                    if (there && next + 1 < paths.size()) {
                        ensure(paths, next + 1, handler);
                    } else {
                        handler.accept(there ? Code.OK : code);
                    }
                });
    }

    /** One transaction; the handler gets its code and the index of the operation that failed (-1: unknown or none). */
    void transact(TransactionHandler handler, Transaction transaction) {
        send(
                answer -> client.transaction()
                        .inBackground((c, e) -> answer.accept(e))
                        .withUnhandledErrorListener((m, t) -> answer.accept(null))
                        .forOperations(transaction.operations(new Operations())),
                (code, event) -> {
                    List<CuratorTransactionResult> results = event == null ? List.of() : orEmpty(event.getOpResults());
                    int failed = -1;
                    for (int i = 0; i < results.size() && failed < 0; i++) {
                        failed = results.get(i).getError() == code.intValue() && code != Code.OK ? i : -1;
                    }
                    handler.answer(code, failed, results);
                });
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void send(Request request, Answer answer) {
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<@Nullable CuratorEvent> once = event -> {
            if (answered.compareAndSet(false, true)) {
                Code code = event == null ? Code.CONNECTIONLOSS : Code.get(event.getResultCode());
                rim.execute(() -> answer.answer(code == null ? Code.SYSTEMERROR : code, event));
            }
        };
        if (!connected) {
            once.accept(null); // never queued for later: nobody would wait for it any more
            return;
        }
        try {
            request.send(once);
        } catch (Exception e) { // declared so by Curator
            LOG.debug("request not sent", e);
            once.accept(null);
        }
    }

    /**
     * The client's present handle, for tests of what may happen to it.
     *
     * @throws IllegalStateException when there is none
     */
    ZooKeeper handle() {
        try {
            return client.getZookeeperClient().getZooKeeper();
        } catch (Exception e) { // declared so by Curator
            throw new IllegalStateException(e);
        }
    }

    /** Ends the session and all threads. */
    @Override
    public void close() {
        client.close();
    }

    /** Answer with names of children. */
    @FunctionalInterface
    interface ChildrenHandler {
        void answer(Code code, List<String> names);
    }

    /** Answer to a transaction. */
    @FunctionalInterface
    interface TransactionHandler {
        void answer(Code code, int failed, List<CuratorTransactionResult> results);
    }

    /** What a transaction does. */
    @FunctionalInterface
    interface Transaction {
        List<CuratorOp> operations(Operations with) throws Exception;
    }

    @FunctionalInterface
    private interface Request {
        void send(Consumer<@Nullable CuratorEvent> answer) throws Exception;
    }

    @FunctionalInterface
    private interface Answer {
        void answer(Code code, @Nullable CuratorEvent event);
    }

    /** Parts of a transaction. */
    final class Operations {
        CuratorOp check(String path) throws Exception {
            return client.transactionOp().check().forPath(path);
        }

        CuratorOp check(String path, int version) throws Exception {
            return client.transactionOp().check().withVersion(version).forPath(path);
        }

        CuratorOp create(String path, byte[] data) throws Exception {
            return creator().withMode(CreateMode.PERSISTENT).forPath(path, data);
        }

        CuratorOp set(String path, int version, byte[] data) throws Exception {
            return client.transactionOp().setData().withVersion(version).forPath(path, data);
        }

        CuratorOp set(String path, byte[] data) throws Exception {
            return client.transactionOp().setData().forPath(path, data);
        }

        CuratorOp delete(String path) throws Exception {
            return client.transactionOp().delete().forPath(path);
        }

        private TransactionCreateBuilder<CuratorOp> creator() {
            return client.transactionOp().create();
        }
    }

    private static final class CreatorOnly implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }
    }

    private static final class Silent implements Listener {
        @Override
        public void connected(long session) {}

        @Override
        public void suspended() {}

        @Override
        public void sessionLost() {}
    }
}
