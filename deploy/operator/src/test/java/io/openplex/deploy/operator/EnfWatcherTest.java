package io.openplex.deploy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnfWatcherTest {
    private final BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        WatchedEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event within 20 s").isNotNull();
        return event.kind() + " " + event.system() + " " + event.incarnation() + " " + event.reason();
    }

    @Test
    void aKilledSystemGivesOneLeaveAndItsNextLifeOneJoin() throws IOException, InterruptedException {
        FakeSystem first = new FakeSystem("SYSA", 0).state(1);
        try (FakeSystem other = new FakeSystem("SYSB", 0).state(2);
                EnfWatcher watcher = new EnfWatcher(List.of(first.address(), other.address()), false, events::add)) {
            assertThat(watcher.awaitFirstContact()).containsExactly("SYSA", "SYSB");
            int port = first.address().port();
            first.close();
            assertThat(next()).isEqualTo("LEAVE SYSA 1 ABEND");
            try (FakeSystem again = new FakeSystem("SYSA", port).state(3)) {
                assertThat(next()).isEqualTo("JOIN SYSA 3 STACK_START");
                other.leave();
                assertThat(next()).isEqualTo("LEAVE SYSB 0 OPERATOR");
                again.leave();
                assertThat(next()).isEqualTo("LEAVE SYSA 0 OPERATOR");
            }
        }
        assertThat(events).isEmpty();
    }

    @Test
    void aBrokenStreamOfALivingStackMakesNoEvent() throws IOException, InterruptedException {
        try (FakeSystem system = new FakeSystem("SYSA", 0).state(1);
                EnfWatcher watcher = new EnfWatcher(List.of(system.address()), true, events::add)) {
            assertThat(watcher.awaitFirstContact()).containsExactly("SYSA");
            assertThat(next()).isEqualTo("JOIN SYSA 1 STACK_START");
            awaitListener(system);
            system.breakStreams();
            awaitListener(system);
            system.leave();
            assertThat(next()).isEqualTo("LEAVE SYSA 0 OPERATOR");
        }
    }

    @Test
    void aNewLifeBehindABrokenStreamGivesBothEvents() throws IOException, InterruptedException {
        try (FakeSystem system = new FakeSystem("SYSA", 0).state(1);
                EnfWatcher watcher = new EnfWatcher(List.of(system.address()), false, events::add)) {
            assertThat(watcher.awaitFirstContact()).containsExactly("SYSA");
            awaitListener(system);
            system.state(2).breakStreams();
            assertThat(next()).isEqualTo("LEAVE SYSA 1 ABEND");
            assertThat(next()).isEqualTo("JOIN SYSA 2 STACK_START");
        }
    }

    @Test
    void aLifeWhoseLeaveWasReportedIsNotHeardOfAgain() throws IOException, InterruptedException {
        FakeSystem frozen = new FakeSystem("SYSA", 0).state(7);
        try (EnfWatcher watcher = new EnfWatcher(List.of(frozen.address()), false, events::add)) {
            assertThat(watcher.awaitFirstContact()).containsExactly("SYSA");
            int port = frozen.address().port();
            frozen.close();
            assertThat(next()).isEqualTo("LEAVE SYSA 7 ABEND");
            try (FakeSystem thawed = new FakeSystem("SYSA", port).state(7)) {
                awaitListener(thawed);
                thawed.state(8).breakStreams();
                assertThat(next()).isEqualTo("JOIN SYSA 8 STACK_START");
            }
        }
        assertThat(events.stream().filter(event -> event.incarnation() == 7)).isEmpty();
    }

    @Test
    void theConcludedLeaveNamesWhoIsLeftAndTheNextLifesJoinIsTheSystemsOwnWord()
            throws IOException, InterruptedException {
        FakeSystem first = new FakeSystem("SYSA", 0).state(1);
        try (FakeSystem other = new FakeSystem("SYSB", 0).state(2);
                EnfWatcher watcher = new EnfWatcher(List.of(first.address(), other.address()), false, events::add)) {
            // The survivor still lists the dead one: it has not noticed yet.
            other.members("SYSATCPIPA", "SYSBTCPIPB");
            assertThat(watcher.awaitFirstContact()).containsExactly("SYSA", "SYSB");
            int port = first.address().port();
            first.close();
            WatchedEvent leave = events.poll(20, TimeUnit.SECONDS);
            assertThat(leave.kind()).isEqualTo("LEAVE");
            assertThat(leave.derived()).isTrue();
            assertThat(leave.membersAfter()).containsExactly("SYSBTCPIPB");
            try (FakeSystem again = new FakeSystem("SYSA", port).state(3)) {
                WatchedEvent join = events.poll(20, TimeUnit.SECONDS);
                assertThat(join.kind() + " " + join.incarnation()).isEqualTo("JOIN 3");
                assertThat(join.derived()).isFalse();
                assertThat(join.synthetic()).isFalse();
                again.leave();
                assertThat(next()).isEqualTo("LEAVE SYSA 0 OPERATOR");
            }
        }
    }

    @Test
    void aSilentSystemIsWaitedForWhenNoOtherAnswers() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EnfWatcher watcher = new EnfWatcher(
                        List.of(new SystemAddress("SYSA", "127.0.0.1", silent.getLocalPort())), false, events::add)) {
            long start = System.nanoTime();
            assertThat(watcher.awaitFirstContact()).isEmpty();
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.SECONDS.toNanos(9));
        }
    }

    private static void awaitListener(FakeSystem system) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (system.listeners() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(system.listeners()).isEqualTo(1);
    }
}
