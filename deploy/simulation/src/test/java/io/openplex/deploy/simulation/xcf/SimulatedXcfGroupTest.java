package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfGroupContract;
import io.openplex.xcf.api.XcfWorld;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedXcfGroupTest extends XcfGroupContract {
    @Override
    protected XcfWorld world() {
        return new SimulatedWorld(1);
    }

    @Test
    @DisplayName("clause 14: neither a death without proof nor the end of a session removes a member by itself")
    void silentDeath() {
        SimulatedWorld world = new SimulatedWorld(2);
        EventLog log = new EventLog();
        var b = pair(world, log, new EventLog());
        world.xcf().crash(SimulatedWorld.access(b), false);
        long end = world.nowNanos() + 20_000_000_000L;
        world.until("time passes", () -> world.nowNanos() >= end);
        assertThat(log.lines()).noneMatch(l -> l.startsWith("memberLeft"));
    }

    @Test
    @DisplayName("a stopped process that was isolated learns it when it goes on")
    void pausedTooLong() {
        SimulatedWorld world = new SimulatedWorld(3);
        EventLog log = new EventLog();
        EventLog stopped = new EventLog();
        var b = pair(world, log, stopped);
        world.xcf().pause(SimulatedWorld.access(b), true);
        world.expire(b);
        world.until("removed", () -> log.lines().contains("memberLeft SYSBTCPIP SYSTEM_REMOVED"));
        world.settle();
        assertThat(stopped.lines()).doesNotContain("left SYSTEM_REMOVED");
        world.xcf().pause(SimulatedWorld.access(b), false);
        world.until("told", () -> stopped.lines().contains("left SYSTEM_REMOVED"));
    }

    @Test
    @DisplayName("a process stopped for a short time stays a member and hears everything late")
    void pausedShortly() {
        SimulatedWorld world = new SimulatedWorld(4);
        EventLog log = new EventLog();
        EventLog stopped = new EventLog();
        var b = pair(world, log, stopped);
        world.xcf().pause(SimulatedWorld.access(b), true);
        var c = world.stack(XcfWorld.info("SYSC"));
        c.group().join(c.info(), new EventLog());
        world.settle();
        assertThat(stopped.lines()).doesNotContain("memberJoined SYSCTCPIP");
        world.xcf().pause(SimulatedWorld.access(b), false);
        world.until("caught up", () -> stopped.lines().contains("linkUp SYSCTCPIP"));
        assertThat(log.lines()).noneMatch(l -> l.startsWith("memberLeft"));
    }

    @Test
    @DisplayName("the same seed gives the same events at the same time; another seed other times")
    void sameSeedSameTrace() {
        assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
    }

    private static String trace(long seed) {
        SimulatedWorld world = new SimulatedWorld(seed);
        EventLog log = new EventLog();
        EventLog other = new EventLog();
        var b = pair(world, log, other);
        StringBuilder trace = new StringBuilder().append(world.nowNanos());
        for (int i = 0; i < 20; i++) {
            String text = "s" + i;
            b.group().send(log.self(), text.getBytes(StandardCharsets.UTF_8));
            world.until(text, () -> log.lines().contains("signal SYSBTCPIP " + text));
            trace.append(' ').append(world.nowNanos());
        }
        world.kill(b);
        world.until("left", () -> log.lines().contains("memberLeft SYSBTCPIP ABEND"));
        return trace.append(' ').append(world.nowNanos()).append(log.lines()).toString();
    }

    private static XcfWorld.Stack pair(SimulatedWorld world, EventLog first, EventLog second) {
        var a = world.stack(XcfWorld.info("SYSA"));
        a.group().join(a.info(), first);
        world.until("A joined", () -> !first.lines().isEmpty());
        var b = world.stack(XcfWorld.info("SYSB"));
        b.group().join(b.info(), second);
        world.until(
                "linked",
                () -> first.lines().contains("linkUp SYSBTCPIP")
                        && second.lines().contains("linkUp SYSATCPIP"));
        return b;
    }
}
