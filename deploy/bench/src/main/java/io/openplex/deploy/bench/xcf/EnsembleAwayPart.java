package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.EchoLoad.Connection;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import io.openplex.proto.v1.CommandReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All servers of the coordination service are away while all stacks are healthy, and come back. */
final class EnsembleAwayPart extends SysplexPart {
    private static final String CHANGE = "V TCPIP,,SYSPLEX,DEACTIVATE,DVIPA=" + SysplexPlan.DVIPA;
    private static final String UNDO = "V TCPIP,,SYSPLEX,REACTIVATE,DVIPA=" + SysplexPlan.DVIPA;
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final long RETRY_MS = 100;
    private static final long STEP_MS = 5000;
    private static final int BUSY = 2;
    private static final int IDLE = 1;

    private final int awaySeconds;
    private int runs;

    private final Series moves = new Series("addresses moved while it was away", "", Bar.always(0));
    private final Series lost = new Series("connections lost", "", Bar.always(0));
    private final Series accepted = new Series("operator changes not refused", "", Bar.always(0));
    private final Series normal = Series.millis("servers back to a change that works", Bar.always(5000));
    private final Series gap = Series.millis("longest time without a new connection answered", null);

    EnsembleAwayPart(int awaySeconds) {
        this.awaySeconds = awaySeconds;
    }

    @Override
    public String name() {
        return "ensemble-away";
    }

    @Override
    public int usualRuns() {
        return 2;
    }

    @Override
    SysplexPlan plan() {
        return SysplexPlan.plain(3, true);
    }

    @Override
    String method() {
        return "all three servers away for " + awaySeconds
                + " s, frozen in odd runs, killed in even ones, under client "
                + "load; half-way the operator deactivates the address. Normal again is counted from SIGCONT, or from "
                + "the moment at which the restarted servers serve, to the first DEACTIVATE that succeeds.";
    }

    @Override
    void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException {
        boolean frozen = runs++ % 2 == 0;
        sysplex.probeEvery(SysplexUnderTest.PROBE_MS);
        sysplex.awaitWhole();
        OldConnections old = new OldConnections(sysplex.lan());
        old.ensure(sysplex.stacks().stream().map(StackUnderTest::system).toList(), BUSY, IDLE);
        sysplex.lan().claims().forget();
        sysplex.lan().probes().forget();
        StackUnderTest owner = sysplex.owner();
        Map<Integer, Connection> before = old.open();
        long from = System.nanoTime();
        if (frozen) {
            sysplex.ensemble().freeze();
        } else {
            sysplex.ensemble().kill();
        }
        pause(awaySeconds * 500L, progress);
        refused(owner);
        pause(awaySeconds * 500L, progress);
        gap.addNanos(sysplex.lan().probes().longestGapNanos(from, System.nanoTime()));
        List<String> losses = old.lost(before, connection -> true);
        lost.add(losses.size());
        findings().wrong(losses);
        int moved = sysplex.announcementsOfOthers(owner.system(), from).size();
        moves.add(moved);
        if (moved > 0) {
            findings().wrong("the address moved from " + owner.system());
        }
        back(sysplex, owner, frozen);
    }

    private void pause(long millis, Progress progress) throws InterruptedException {
        for (long left = millis; left > 0; left -= STEP_MS) {
            progress.say(name() + ": the coordination service is away");
            Polling.pause(Math.min(left, STEP_MS));
        }
    }

    private void refused(StackUnderTest owner) {
        Optional<CommandReply> reply = owner.command(CHANGE);
        boolean refused = reply.isPresent() && !reply.get().getSuccess();
        accepted.add(refused ? 0 : 1);
        if (!refused) {
            findings()
                    .wrong("a change was " + (reply.isEmpty() ? "not answered" : "accepted")
                            + " while the coordination service was away");
            // So that what comes after is measured on a sysplex that somebody wanted.
            succeeds(owner, UNDO);
        } else if (runs == 1) {
            findings().note("the refusal: " + String.join(" / ", reply.get().getLinesList()));
        }
    }

    private void back(SysplexUnderTest sysplex, StackUnderTest owner, boolean frozen) throws InterruptedException {
        long back = System.nanoTime();
        if (frozen) {
            sysplex.ensemble().thaw();
        } else {
            sysplex.ensemble().restart();
            sysplex.ensemble().awaitServing();
            back = System.nanoTime();
        }
        // A change that was not refused may still be in force; then there is something to undo first.
        boolean works = Polling.holds(
                BACK, RETRY_MS, () -> succeeds(owner, CHANGE) || (succeeds(owner, UNDO) && succeeds(owner, CHANGE)));
        if (works) {
            normal.addNanos(System.nanoTime() - back);
            Polling.holds(BACK, RETRY_MS, () -> succeeds(owner, UNDO));
        } else {
            normal.addNever();
            findings().wrong("no change works " + BACK.toSeconds() + " s after the coordination service came back");
        }
        sysplex.awaitWhole();
    }

    private static boolean succeeds(StackUnderTest stack, String command) {
        return stack.command(command).filter(CommandReply::getSuccess).isPresent();
    }

    @Override
    List<Figure> figures() {
        return List.of(moves.figure(), lost.figure(), accepted.figure(), normal.figure(), gap.figure());
    }
}
