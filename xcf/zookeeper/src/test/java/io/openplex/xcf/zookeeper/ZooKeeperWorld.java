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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;

/** A real ensemble of one server; the test's thread is the loop of every stack. */
final class ZooKeeperWorld implements XcfWorld {
    static final int SESSION_MS = 2000;
    private static final long LIMIT_S = 20;
    private static final long SETTLE_MS = 150;

    private final TestingServer server;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final List<ZooKeeperStack> stacks = new ArrayList<>();

    ZooKeeperWorld() throws Exception {
        server = new TestingServer(new InstanceSpec(null, -1, -1, -1, true, 1, 100, -1), true);
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
        return server.getConnectString();
    }

    XcfOptions options() {
        return XcfOptions.of(connectString(), "LABPLEX", "EZBTCPCS").withSessionTimeoutMs(SESSION_MS);
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
        try (CuratorFramework operator = CuratorFrameworkFactory.newClient(connectString(), new RetryOneTime(100))) {
            operator.start();
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
        } catch (Exception e) { // declared so by Curator
            throw new IllegalStateException(e);
        }
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
                server.restart();
            } else {
                server.stop();
            }
        } catch (Exception e) { // declared so by Curator
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stacks.forEach(stack -> stack.xcf().close());
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
