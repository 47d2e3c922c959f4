package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.fail;

import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.proto.v1.MemberState;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.SignalHello;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.CoupleDataSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;

/** A real ensemble, of one server unless a test brings another; the test's thread is the loop of every stack. */
final class ZooKeeperWorld implements XcfWorld {
    static final int SESSION_MS = 2000;
    private static final long LIMIT_S = 20;
    private static final long SETTLE_MS = 150;

    private final Servers servers;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final List<ZooKeeperStack> stacks = new ArrayList<>();

    ZooKeeperWorld() throws Exception {
        this(new OneServer());
    }

    /** On these servers, which it closes at the end. */
    ZooKeeperWorld(Servers servers) {
        this.servers = servers;
    }

    record ZooKeeperStack(MemberInfo info, ZooKeeperXcf xcf) implements Stack {
        @Override
        public XcfGroup group() {
            return xcf.group();
        }

        @Override
        public CouplingFacility facility() {
            return xcf.couplingFacility();
        }

        @Override
        public CoupleDataSet dataSet() {
            return xcf.coupleDataSet();
        }
    }

    String connectString() {
        return servers.connectString();
    }

    XcfOptions options() {
        XcfOptions options =
                XcfOptions.of(connectString(), "LABPLEX", "EZBTCPCS").withSessionTimeoutMs(SESSION_MS);
        return options.withTerms(options.terms().withFirst(true));
    }

    @Override
    public ZooKeeperStack stack(MemberInfo info) {
        return stack(info, options());
    }

    ZooKeeperStack stack(MemberInfo info, XcfOptions options) {
        try {
            ZooKeeperXcf xcf = ZooKeeperXcf.start(options, "xcf-" + info.system() + "-" + stacks.size(), inbox::offer);
            ZooKeeperStack stack = new ZooKeeperStack(info, xcf);
            stacks.add(stack);
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void until(String expected, BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                fail("did not happen within " + LIMIT_S + " s: " + expected);
            }
            runOne(5);
        }
    }

    @Override
    public void settle() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MS);
        while (System.nanoTime() < end) {
            runOne(5);
        }
    }

    private void runOne(long waitMs) {
        try {
            Runnable event = inbox.poll(waitMs, TimeUnit.MILLISECONDS);
            if (event != null) {
                event.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    /** All sockets close without a word; a child process is killed in {@link ProcessDeathTest}. */
    @Override
    public void kill(Stack stack) {
        ((ZooKeeperStack) stack).xcf().close();
    }

    /** What an isolation writes, whoever decided it. */
    @Override
    public void expire(Stack stack) {
        String group = "/LABPLEX/xcf/EZBTCPCS/";
        String member = group + "members/" + stack.info().memberName();
        operate(operator -> {
            MemberRecord record = MemberRecord.parseFrom(operator.getData().forPath(member));
            MemberRecord isolated = record.toBuilder()
                    .setState(MemberState.MEMBER_STATE_ISOLATED)
                    .setCause(LeaveCause.LEAVE_CAUSE_SYSTEM_REMOVED)
                    .build();
            String fence = stack.info().memberName() + "." + Long.toHexString(record.getIncarnation());
            operator.transaction()
                    .forOperations(
                            operator.transactionOp().setData().forPath(member, isolated.toByteArray()),
                            operator.transactionOp().delete().forPath(group + "active/" + fence));
        });
    }

    /** The event thread of a stack's client stands still until the latch is counted down, at most 30 s. */
    CountDownLatch stall(ZooKeeperStack stack) {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch stalled = new CountDownLatch(1);
        stack.xcf().ensemble().handle().sync("/", (code, path, context) -> stand(stalled, release), null);
        until("stalled", () -> stalled.getCount() == 0);
        return release;
    }

    private static void stand(CountDownLatch stalled, CountDownLatch release) {
        stalled.countDown();
        try {
            if (!release.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody ends the stall");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something that is done to the nodes by hand. */
    @FunctionalInterface
    interface Operation {
        void by(CuratorFramework operator) throws Exception;
    }

    /** Does it with a client of its own. */
    void operate(Operation operation) {
        try (CuratorFramework operator = CuratorFrameworkFactory.newClient(connectString(), new RetryOneTime(100))) {
            operator.start();
            operation.by(operator);
        } catch (Exception e) { // declared so by Curator
            throw new IllegalStateException(e);
        }
    }

    /** A member's record says something else from now on. */
    void rewrite(MemberInfo info, UnaryOperator<MemberRecord> change) {
        String member = "/LABPLEX/xcf/EZBTCPCS/members/" + info.memberName();
        operate(operator -> {
            MemberRecord record = MemberRecord.parseFrom(operator.getData().forPath(member));
            operator.setData().forPath(member, change.apply(record).toByteArray());
        });
    }

    /** Somebody else speaks as the younger member: the older one's link is replaced, and the impostor goes at once. */
    @Override
    public void breakLink(Stack one, Stack other) {
        Member first = self(one);
        Member second = self(other);
        boolean firstIsOlder = first.incarnation() < second.incarnation();
        Member older = firstIsOlder ? first : second;
        Member younger = firstIsOlder ? second : first;
        ZooKeeperStack called = (ZooKeeperStack) (firstIsOlder ? one : other);
        try (RawCaller impostor = new RawCaller(called.xcf().signallingAddress())) {
            impostor.send(hello(younger, older));
            until("impostor greeted", () -> !impostor.received().isEmpty());
        }
    }

    static SignalFrame hello(Member from, Member to) {
        return SignalFrame.newBuilder()
                .setHello(SignalHello.newBuilder()
                        .setProtocol(1)
                        .setSysplex("LABPLEX")
                        .setGroup("EZBTCPCS")
                        .setMember(from.name())
                        .setIncarnation(from.incarnation())
                        .setReceiverIncarnation(to.incarnation()))
                .build();
    }

    private static Member self(Stack stack) {
        return stack.group().view().members().stream()
                .filter(row -> row.member().name().equals(stack.info().memberName()))
                .findFirst()
                .orElseThrow()
                .member();
    }

    @Override
    public void coordination(boolean available) {
        try {
            if (available) {
                servers.restart();
            } else {
                servers.stop();
            }
        } catch (Exception e) { // declared so by Curator
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closeStacks();
        try {
            servers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All processes end without a word; the servers go on. */
    void closeStacks() {
        stacks.forEach(stack -> stack.xcf().close());
        stacks.clear();
    }

    /** Runs a task on another thread and all loops meanwhile. */
    void meanwhile(String what, Callable<?> task) {
        FutureTask<?> running = new FutureTask<>(task);
        Thread.ofPlatform().daemon(true).name("meanwhile").start(running);
        until(what, running::isDone);
        try {
            running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(what, e);
        }
    }
}
