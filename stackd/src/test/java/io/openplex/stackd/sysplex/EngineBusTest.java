package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.distributor.DistributorAction;
import io.openplex.distributor.DistributorEngine;
import io.openplex.distributor.DistributorSettings;
import io.openplex.dvipa.DvipaAction;
import io.openplex.dvipa.DvipaEngine;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.DvipaSettings;
import io.openplex.dvipa.OwnershipView;
import io.openplex.dvipa.WriteOutcome;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much the engines may do in one iteration of the loop, and in which order. */
class EngineBusTest {
    private final List<Object> carriedOut = new ArrayList<>();
    private final DvipaEngine dvipa = new DvipaEngine(DvipaSettings.DEFAULT, address -> 0);
    private final EngineBus bus = new EngineBus(dvipa, new DistributorEngine(DistributorSettings.withKey(1, 2)));

    EngineBusTest() {
        bus.handler(new EngineBus.ActionHandler() {
            @Override
            public void carryOut(DvipaAction action, long nowNanos) {
                carriedOut.add(action);
            }

            @Override
            public void carryOut(DistributorAction action, long nowNanos) {
                carriedOut.add(action);
            }
        });
    }

    private List<Integer> postThousand() {
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            bus.post(() -> done.add(number));
        }
        return done;
    }

    @Test
    @DisplayName("a thousand events are handled over several iterations, in their order")
    void theRestWaits() {
        List<Integer> done = postThousand();
        int iterations = 0;
        while (!bus.idle()) {
            assertThat(bus.run(iterations)).isBetween(1, 200);
            iterations++;
        }
        assertThat(iterations).isEqualTo(5);
        assertThat(done).hasSize(1000).isSorted();
    }

    @Test
    @DisplayName("what an operator waits for is done at once, behind everything that came before it")
    void postAndRun() {
        List<Integer> done = postThousand();
        bus.postAndRun(new DvipaEvent.Deactivate(IpAddress.parse("198.51.100.11")), 0);
        assertThat(done).hasSize(1000).isSorted();
        assertThat(carriedOut).hasAtLeastOneElementOfType(DvipaAction.CommandEnded.class);
    }

    @Test
    @DisplayName("a timer that is due waits once, however long what waits before it takes")
    void oneTimer() {
        own(IpAddress.parse("198.51.100.11"));
        long late = 10_000_000_000L;
        for (int i = 0; i < 2000; i++) {
            bus.post(() -> {});
        }
        long handledBefore = bus.handled();
        while (!bus.idle()) {
            bus.run(late);
        }
        assertThat(bus.handled() - handledBefore).isLessThanOrEqualTo(2002);
    }

    @Test
    @DisplayName("ownership.md, 12: frames that have left free what was fenced before, not what a waiting event fences")
    void framesLeftFirst() {
        IpAddress first = IpAddress.parse("198.51.100.11");
        IpAddress second = IpAddress.parse("198.51.100.12");
        own(first, second);
        bus.post(new DvipaEvent.Deactivate(first));
        bus.run(0);
        assertThat(dvipa.awaitsFlush()).isTrue();

        bus.post(new DvipaEvent.Deactivate(second));
        bus.postFirst(new DvipaEvent.FramesLeft());
        carriedOut.clear();
        bus.run(0);

        assertThat(writes()).extracting(DvipaAction.WriteRecord::address).containsExactly(first);
        assertThat(dvipa.awaitsFlush())
                .as("the second waits for its own frames")
                .isTrue();
    }

    private void own(IpAddress... addresses) {
        List<VipaStatement> definitions = new ArrayList<>();
        for (IpAddress address : addresses) {
            definitions.add(VipaDefine.immediate(new IpPrefix(address, 24)));
        }
        bus.post(new DvipaEvent.Configured(definitions, true));
        bus.post(new DvipaEvent.Joined(RightWorld.A, List.of()));
        bus.run(0);
        for (DvipaAction.ReadRecord read : List.copyOf(of(DvipaAction.ReadRecord.class))) {
            bus.post(new DvipaEvent.RecordRead(read.address(), read.attempt(), Optional.of(OwnershipView.ABSENT)));
        }
        bus.run(0);
        for (DvipaAction.WriteRecord write : writes()) {
            bus.post(new DvipaEvent.RecordWritten(write.address(), write.attempt(), WriteOutcome.WRITTEN, 0));
        }
        bus.run(0);
        for (IpAddress address : addresses) {
            assertThat(dvipa.owns(address)).isTrue();
        }
    }

    private List<DvipaAction.WriteRecord> writes() {
        return List.copyOf(of(DvipaAction.WriteRecord.class));
    }

    private <T> List<T> of(Class<T> kind) {
        return carriedOut.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    @DisplayName("of events that make an engine look through all addresses few are handled in one iteration")
    void wholeTablesAreDear() {
        for (int i = 0; i < 100; i++) {
            bus.post(new DvipaEvent.TableReceived(RightWorld.B, List.of()));
        }
        assertThat(bus.run(0)).isEqualTo(4);
        assertThat(bus.nextDeadlineNanos()).as("the rest is due at once").isEqualTo(Long.MIN_VALUE);
    }
}
