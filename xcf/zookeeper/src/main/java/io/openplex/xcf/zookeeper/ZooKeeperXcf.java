package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.LoopInbox;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.right.CoupleDataSet;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * XCF of one stack: its group and its coupling facility. {@link #start} opens the two ports and begins to connect to
 * the ensemble; nothing is announced before {@link XcfGroup#join}. Requests may be made on any thread and never block;
 * every event and reply is posted to the inbox. {@link #close} ends the session, the ports and all threads, and must
 * not be called by an event.
 */
public final class ZooKeeperXcf implements AutoCloseable {
    private final Rim rim;
    private final Ensemble ensemble;
    private final WatchPort watchPort;
    private final SignallingPort signallingPort;
    private final ExecutorService threads;
    private final GroupMembership membership;
    private final CouplingFacility facility;
    private final CoupleDataSet dataSet;
    private final XcfCounters counters;
    private final XcfGroup group;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ZooKeeperXcf(XcfOptions options, String threadName, LoopInbox inbox) throws IOException {
        counters = new XcfCounters();
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(threadName + "-watch-", 0).factory());
        rim = new Rim(threadName, inbox, counters);
        // The port is open before there is anybody to hand a stream to; a caller waits these microseconds.
        CompletableFuture<GroupMembership> door = new CompletableFuture<>();
        WatchPort watch = null;
        try {
            watch = new WatchPort(options.watch(), threads, counters);
            signallingPort = new SignallingPort(
                    options, threadName, counters, back -> door.join().accept(back));
        } catch (IOException | RuntimeException e) {
            if (watch != null) {
                watch.close();
            }
            threads.shutdownNow();
            rim.close();
            throw e;
        }
        watchPort = watch;
        ensemble = new Ensemble(options, rim, threadName);
        GroupPaths paths = new GroupPaths(options.sysplex(), options.group());
        MemberDirectory directory = new MemberDirectory(ensemble, paths, counters);
        PeerTable.Means means = new PeerTable.Means(
                rim,
                options,
                directory,
                signallingPort,
                threads,
                new LivenessProbe(
                        threads, rim, watchPort.address(), options.terms().host()),
                counters);
        membership = new GroupMembership(ensemble, means, watchPort);
        facility = new ZooKeeperCouplingFacility(rim, ensemble, paths, membership::writer, directory::generation);
        dataSet = new ZooKeeperCoupleDataSet(rim, ensemble, paths, directory, membership::writer, membership::refresh);
        group = new Group(options.group());
        door.complete(membership);
    }

    /**
     * Opens the ports and begins to connect; does not wait for the ensemble.
     *
     * @param threadName prefix of all threads, for example {@code xcf-SYSA}
     * @param inbox where events and replies go
     * @throws IOException when a port cannot be opened; the message names it
     */
    public static ZooKeeperXcf start(XcfOptions options, String threadName, LoopInbox inbox) throws IOException {
        ZooKeeperXcf xcf = new ZooKeeperXcf(options, threadName, inbox);
        xcf.ensemble.start(xcf.membership);
        return xcf;
    }

    /** The group; closing it closes this. */
    public XcfGroup group() {
        return group;
    }

    /** The structures of this group. */
    public CouplingFacility couplingFacility() {
        return facility;
    }

    /** Status and lists of the members of this group. */
    public CoupleDataSet coupleDataSet() {
        return dataSet;
    }

    /** What happened so far. */
    public XcfCounters counters() {
        return counters;
    }

    /** Where signalling is served, with the real port. */
    public HostPort signallingAddress() {
        return signallingPort.address();
    }

    /** Where watch connections are accepted, with the real port. */
    public HostPort watchAddress() {
        return watchPort.address();
    }

    /** The client of the coordination service, for tests of what may happen to it. */
    Ensemble ensemble() {
        return ensemble;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        rim.close();
        watchPort.close();
        membership.abandon();
        signallingPort.close();
        ensemble.close();
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Group implements XcfGroup {
        private final String name;

        Group(String name) {
            this.name = name;
        }

        @Override
        public String groupName() {
            return name;
        }

        @Override
        public void join(MemberInfo info, Listener listener) {
            rim.execute(() -> membership.join(info, listener));
        }

        @Override
        public void leave(LeaveReason reason) {
            rim.execute(() -> membership.leave(reason));
        }

        @Override
        public boolean send(Member to, byte[] signal) {
            return membership.send(to, signal);
        }

        @Override
        public void refuse(Member from, String reason) {
            rim.execute(() -> membership.refuse(from, reason));
        }

        @Override
        public GroupView view() {
            return membership.view();
        }

        @Override
        public void close() {
            ZooKeeperXcf.this.close();
        }
    }
}
