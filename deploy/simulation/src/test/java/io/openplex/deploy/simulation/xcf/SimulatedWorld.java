package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.fail;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.CoupleDataSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** The twin under a virtual clock that the tests push. */
final class SimulatedWorld implements XcfWorld {
    private static final long STEP_NANOS = 100_000;
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long SETTLE_NANOS = 150_000_000;

    private final SimulatedXcf xcf;
    private final Deque<Runnable> inbox = new ArrayDeque<>();
    private long nowNanos;

    SimulatedWorld(long seed) {
        xcf = new SimulatedXcf(seed, XcfTiming.usual());
    }

    record SimulatedWorldStack(MemberInfo info, SimulatedStack access) implements Stack {
        @Override
        public XcfGroup group() {
            return access;
        }

        @Override
        public CouplingFacility facility() {
            return access.couplingFacility();
        }

        @Override
        public CoupleDataSet dataSet() {
            return access.coupleDataSet();
        }
    }

    SimulatedXcf xcf() {
        return xcf;
    }

    long nowNanos() {
        return nowNanos;
    }

    @Override
    public SimulatedWorldStack stack(MemberInfo info) {
        return new SimulatedWorldStack(info, xcf.stack(info.system(), inbox::add));
    }

    @Override
    public void until(String expected, BooleanSupplier condition) {
        long limit = nowNanos + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (nowNanos > limit) {
                fail("did not happen within a virtual minute: " + expected);
            }
            step();
        }
    }

    @Override
    public void settle() {
        long end = nowNanos + SETTLE_NANOS;
        while (nowNanos < end) {
            step();
        }
    }

    private void step() {
        nowNanos += STEP_NANOS;
        xcf.step(nowNanos);
        while (!inbox.isEmpty()) {
            inbox.remove().run();
        }
    }

    @Override
    public void kill(Stack stack) {
        stack.group().close();
    }

    @Override
    public void expire(Stack stack) {
        xcf.expire(access(stack));
    }

    @Override
    public void breakLink(Stack one, Stack other) {
        xcf.faults().breakLink(one.info().system(), other.info().system());
    }

    static SimulatedStack access(Stack stack) {
        return ((SimulatedWorldStack) stack).access();
    }

    @Override
    public void coordination(boolean available) {
        xcf.faults().serviceAway(!available);
    }

    @Override
    public void close() {}
}
