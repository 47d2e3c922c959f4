package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.EchoLoad.Connection;
import io.openplex.deploy.bench.process.Ensemble;
import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import java.util.List;
import java.util.Map;

/** The servers of the coordination service are restarted one by one, then the stacks, all in order. */
final class RollingPart extends SysplexPart {
    private static final int BUSY = 2;
    private static final int IDLE = 1;

    private final Series lost = new Series("connections lost on systems that ran on", "", Bar.always(0));
    private final Series moves = new Series("moves while servers were restarted", "", Bar.always(0));
    private final Series serverGap = Series.millis("longest gap, restart of servers", null);
    private final Series stackGap = Series.millis("longest gap, restart of stacks", Bar.always(200));

    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public int usualRuns() {
        return 3;
    }

    @Override
    SysplexPlan plan() {
        return SysplexPlan.plain(3, true);
    }

    @Override
    String method() {
        return "SIGTERM and a new start of each of the three servers, one by one, then of each of the three stacks, "
                + "under client load. A gap is the longest time without an answer to a new connection (one "
                + "each 10 ms).";
    }

    @Override
    void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException {
        sysplex.probeEvery(SysplexUnderTest.PROBE_MS);
        sysplex.awaitWhole();
        OldConnections old = new OldConnections(sysplex.lan());
        int losses = servers(sysplex, old, progress);
        long longest = 0;
        for (StackUnderTest stack : sysplex.stacks()) {
            progress.say(name() + ": restarting " + stack.system());
            ensure(sysplex, old);
            Map<Integer, Connection> before = old.open();
            long from = System.nanoTime();
            stack.stop();
            losses += lostOf(old, before, stack.system());
            before = old.open();
            stack.start();
            sysplex.awaitWhole();
            losses += lostOf(old, before, stack.system());
            longest = Math.max(longest, sysplex.lan().probes().longestGapNanos(from, System.nanoTime()));
        }
        stackGap.addNanos(longest);
        lost.add(losses);
    }

    private int servers(SysplexUnderTest sysplex, OldConnections old, Progress progress) throws InterruptedException {
        ensure(sysplex, old);
        StackUnderTest owner = sysplex.owner();
        Map<Integer, Connection> before = old.open();
        long from = System.nanoTime();
        for (int i = 0; i < Ensemble.SERVERS; i++) {
            progress.say(name() + ": restarting server " + (i + 1) + " of the coordination service");
            sysplex.ensemble().restart(i);
        }
        serverGap.addNanos(sysplex.lan().probes().longestGapNanos(from, System.nanoTime()));
        int losses = lostOf(old, before, "");
        int moved = sysplex.announcementsOfOthers(owner.system(), from).size();
        moves.add(moved);
        if (moved > 0) {
            findings().wrong("the address moved while servers were restarted");
        }
        return losses;
    }

    private static void ensure(SysplexUnderTest sysplex, OldConnections old) throws InterruptedException {
        old.ensure(sysplex.stacks().stream().map(StackUnderTest::system).toList(), BUSY, IDLE);
        sysplex.lan().claims().forget();
        sysplex.lan().probes().forget();
    }

    private int lostOf(OldConnections old, Map<Integer, Connection> before, String stopped)
            throws InterruptedException {
        List<String> losses =
                old.lost(before, connection -> !connection.server().equals(stopped));
        findings().wrong(losses);
        return losses.size();
    }

    @Override
    List<Figure> figures() {
        return List.of(lost.figure(), moves.figure(), serverGap.figure(), stackGap.figure());
    }
}
