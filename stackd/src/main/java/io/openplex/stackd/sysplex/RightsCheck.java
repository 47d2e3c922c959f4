package io.openplex.stackd.sysplex;

import io.openplex.dvipa.DvipaEngine;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.LocalRow;
import io.openplex.dvipa.OwnershipView;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.loop.LoopGapLicence;
import io.openplex.stackd.loop.LoopParticipant;
import java.util.List;
import java.util.Optional;

/**
 * Lifts the suspension of a stack that stood still: reads the records of all addresses it holds; if every one is as
 * this
 * stack knows it, claiming goes on, otherwise the stack leaves and joins again as a new incarnation.
 */
final class RightsCheck {
    private static final long RETRY_NANOS = 100_000_000L;

    private final LoopGapLicence licence;
    private final OwnershipRecords records;
    private final DvipaEngine dvipa;
    private final EngineBus bus;
    private final Runnable sick;

    private boolean suspended;
    private long readAt = LoopParticipant.NEVER;
    private long startedNanos;
    private int waiting;
    private boolean doubt;
    private boolean lost;
    private boolean answered;

    RightsCheck(LoopGapLicence licence, OwnershipRecords records, DvipaEngine dvipa, EngineBus bus, Runnable sick) {
        this.licence = licence;
        this.records = records;
        this.dvipa = dvipa;
        this.bus = bus;
        this.sick = sick;
    }

    void step(long nowNanos) {
        if (licence.suspended() && !suspended) {
            suspended = true;
            bus.post(new DvipaEvent.RightsSuspended(true));
            readAt = nowNanos;
        }
        if (answered) {
            answered = false;
            decide(nowNanos);
        }
        if (suspended && waiting == 0 && readAt <= nowNanos) {
            begin(nowNanos);
        }
    }

    private void begin(long nowNanos) {
        readAt = LoopParticipant.NEVER;
        startedNanos = nowNanos;
        doubt = false;
        lost = false;
        List<LocalRow> held =
                dvipa.localRows().stream().filter(row -> row.epoch() > 0).toList();
        waiting = held.size();
        answered = held.isEmpty();
        for (LocalRow row : held) {
            records.look(row.address(), view -> took(row.address(), row.epoch(), view));
        }
    }

    private void took(IpAddress address, long epoch, Optional<OwnershipView> view) {
        if (view.isEmpty()) {
            doubt = true;
        } else if (dvipa.owns(address) && view.get().epoch() != epoch) {
            // Every write makes a new epoch, and this stack has made none since: another one wrote.
            lost = true;
        }
        waiting--;
        answered = waiting == 0;
    }

    private void decide(long nowNanos) {
        if (!lost && (doubt || !licence.reconfirmed(startedNanos, nowNanos))) {
            readAt = nowNanos + RETRY_NANOS;
            return;
        }
        suspended = false;
        if (lost) {
            // Claiming stays stopped in the engine; the loop must run again so that the stack can leave in order.
            licence.reconfirmed(startedNanos, nowNanos);
            sick.run();
        } else {
            bus.post(new DvipaEvent.RightsSuspended(false));
        }
    }

    long nextDeadlineNanos() {
        if (answered) {
            return Long.MIN_VALUE;
        }
        return suspended && waiting == 0 ? readAt : LoopParticipant.NEVER;
    }
}
