package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.Claim;
import io.openplex.deploy.bench.lan.EchoLoad.Connection;
import io.openplex.deploy.bench.lan.Probes;
import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The owner is killed: how long until the new owner answers, and is anything lost on the others. */
final class KilledPart extends SysplexPart {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUSY = 2;

    private final Series answer = Series.millis("first new connection answered", Bar.mostly(150));
    private final Series announced = Series.millis("first gratuitous ARP of the new owner", null);
    private final Series lost = new Series("connections lost on survivors", "", Bar.always(0));

    @Override
    public String name() {
        return "killed";
    }

    @Override
    public int usualRuns() {
        return 50;
    }

    @Override
    SysplexPlan plan() {
        return SysplexPlan.plain(3, true);
    }

    @Override
    String method() {
        return "kill -9 of the owner of the distributed DVIPA, from its observed end to the first answer to a new "
                + "connection (one each 10 ms, given up after 50 ms); 2 busy old connections on each of 3 systems; "
                + "then it is started again and takes the address back.";
    }

    @Override
    void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException {
        sysplex.probeEvery(SysplexUnderTest.PROBE_MS);
        sysplex.awaitWhole();
        OldConnections old = new OldConnections(sysplex.lan());
        old.ensure(sysplex.stacks().stream().map(StackUnderTest::system).toList(), BUSY, 0);
        sysplex.lan().claims().forget();
        sysplex.lan().probes().forget();
        StackUnderTest owner = sysplex.owner();
        Map<Integer, Connection> before = old.open();
        long sent = System.nanoTime();
        long ended = owner.process().kill();
        Optional<Probes.Result> first = sysplex.awaitAnswer(ended, PATIENCE);
        List<String> losses =
                old.lost(before, connection -> !connection.server().equals(owner.system()));
        List<Claim> announcements = sysplex.announcementsOfOthers(owner.system(), sent);
        first.ifPresentOrElse(result -> answer.addNanos(result.endedNanos() - ended), answer::addNever);
        announcements.stream()
                .findFirst()
                .ifPresentOrElse(claim -> announced.addNanos(claim.nanos() - ended), announced::addNever);
        lost.add(losses.size());
        findings().wrong(losses);
        if (first.isEmpty()) {
            findings().wrong("no new connection was answered within " + PATIENCE.toSeconds() + " s");
        }
        List<String> owners =
                announcements.stream().map(Claim::station).distinct().toList();
        if (owners.size() > 1) {
            findings().wrong("announced by several systems: " + owners);
        }
        owner.start();
    }

    @Override
    List<Figure> figures() {
        return List.of(answer.figure(), announced.figure(), lost.figure());
    }
}
