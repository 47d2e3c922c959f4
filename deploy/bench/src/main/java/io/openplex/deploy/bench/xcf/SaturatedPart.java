package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.Claim;
import io.openplex.deploy.bench.lan.EchoLoad.Connection;
import io.openplex.deploy.bench.lan.Probes;
import io.openplex.deploy.bench.process.Child;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import io.openplex.deploy.lab.LabFailure;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** All processors are busy with something else: nobody may be taken for dead. */
final class SaturatedPart extends SysplexPart {
    private static final String SUSPENSIONS = "tcpip_claim_suspensions_total";
    private static final String LEAVES = "sysplex_leave_total";
    private static final int PER_CORE = 2;
    private static final long PROBE_MS = 100;
    private static final long STEP_MS = 10_000;
    private static final double PERCENT = 100;
    private static final int BUSY = 2;

    private final double minutes;

    private final Series changes = new Series("ownership changes", "", Bar.always(0));
    private final Series lost = new Series("connections lost", "", Bar.always(0));
    private final Series suspensions = new Series("suspensions of claims, all stacks", "", null);
    private final Series unanswered = new Series("probes not answered within 50 ms", "%", null);

    SaturatedPart(double minutes) {
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "saturated";
    }

    @Override
    public int usualRuns() {
        return 1;
    }

    @Override
    SysplexPlan plan() {
        return SysplexPlan.plain(3, true);
    }

    @Override
    String method() {
        return "a process of its own with " + threads() + " threads that compute without end (cores x " + PER_CORE
                + ") for " + minutes + " minutes, client load beside; a change is an ARP announcement by another "
                + "system than the one before.";
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors() * PER_CORE;
    }

    @Override
    void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException {
        sysplex.probeEvery(SysplexUnderTest.PROBE_MS);
        sysplex.awaitWhole();
        OldConnections old = new OldConnections(sysplex.lan());
        old.ensure(sysplex.stacks().stream().map(StackUnderTest::system).toList(), BUSY, 0);
        sysplex.probeEvery(PROBE_MS);
        sysplex.lan().claims().forget();
        sysplex.lan().probes().forget();
        StackUnderTest owner = sysplex.owner();
        Map<Integer, Connection> before = old.open();
        OptionalDouble suspended = sum(sysplex, SUSPENSIONS);
        OptionalDouble left = sum(sysplex, LEAVES);
        long from = System.nanoTime();
        Child burner = sysplex.burn(threads());
        long end = from + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            Polling.pause(Math.min(STEP_MS, TimeUnit.NANOSECONDS.toMillis(rest) + 1));
            progress.say("saturated for " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from) + " s, "
                    + changes(sysplex, owner, from) + " ownership changes");
            if (!burner.alive()) {
                throw LabFailure.failed("the process that keeps the processors busy ended" + burner.lastWords());
            }
        }
        unanswered.add(unanswered(sysplex.lan().probes().since(from)));
        changes.add(changes(sysplex, owner, from));
        burner.kill();
        List<String> losses = old.lost(before, connection -> true);
        lost.add(losses.size());
        findings().wrong(losses);
        counted(suspended, sum(sysplex, SUSPENSIONS), left, sum(sysplex, LEAVES));
    }

    private void counted(
            OptionalDouble suspended, OptionalDouble suspendedNow, OptionalDouble left, OptionalDouble leftNow) {
        if (suspendedNow.isPresent()) {
            suspensions.add(suspendedNow.getAsDouble() - suspended.orElse(0));
        } else {
            findings().note("the stacks have no metric " + SUSPENSIONS);
        }
        double gone = leftNow.orElse(0) - left.orElse(0);
        if (gone > 0) {
            findings().note("stacks left the group " + (long) gone + " times");
        }
    }

    private static OptionalDouble sum(SysplexUnderTest sysplex, String metric) throws InterruptedException {
        OptionalDouble sum = OptionalDouble.empty();
        for (StackUnderTest stack : sysplex.stacks()) {
            OptionalDouble one = stack.metric(metric);
            if (one.isPresent()) {
                sum = OptionalDouble.of(sum.orElse(0) + one.getAsDouble());
            }
        }
        return sum;
    }

    private static int changes(SysplexUnderTest sysplex, StackUnderTest first, long from) {
        String owner = first.system();
        int changes = 0;
        for (Claim claim : sysplex.lan().claims().since(from)) {
            boolean other = claim.kind().announces()
                    && claim.address().equals(SysplexPlan.DVIPA)
                    && !claim.station().equals(owner);
            if (other) {
                owner = claim.station();
                changes++;
            }
        }
        return changes;
    }

    private static double unanswered(List<Probes.Result> results) {
        long failed = results.stream().filter(result -> !result.answered()).count();
        return results.isEmpty() ? PERCENT : failed * PERCENT / results.size();
    }

    @Override
    List<Figure> figures() {
        Figure suspended = suspensions.figure();
        return suspended.values().isEmpty()
                ? List.of(changes.figure(), lost.figure(), unanswered.figure())
                : List.of(changes.figure(), lost.figure(), suspended, unanswered.figure());
    }
}
