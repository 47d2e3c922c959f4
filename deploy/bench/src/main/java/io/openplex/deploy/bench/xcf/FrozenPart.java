package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.Claim;
import io.openplex.deploy.bench.lan.EchoLoad.Connection;
import io.openplex.deploy.bench.lan.Probes;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The owner is frozen and thawed: how long until the new owner answers, does the old one claim the address when it runs
 * again, and do connections on it go on. The address stays where it went (it moves back only when it is idle), so every
 * claim of the old owner is one too many.
 */
final class FrozenPart extends SysplexPart {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FROZEN_MS = 2000;
    private static final int BUSY = 2;
    private static final int IDLE = 1;

    private final Series answer = Series.millis("first new connection answered", Bar.mostly(500));
    private final Series announced = Series.millis("first gratuitous ARP of the new owner", null);
    private final Series claims = new Series("claims of the old owner after SIGCONT", "", Bar.always(0));
    private final Series heldBack = new Series("claims that its adapter held back meanwhile", "", null);
    private final Series whole = Series.millis("SIGCONT to member and target again", null);
    private final Series lost = new Series("connections lost that nobody may reset", "", Bar.always(0));

    @Override
    public String name() {
        return "frozen";
    }

    @Override
    public int usualRuns() {
        return 50;
    }

    @Override
    SysplexPlan plan() {
        return SysplexPlan.plain(3, false);
    }

    @Override
    String method() {
        return "SIGSTOP to the owner of the distributed DVIPA, from just before the signal to the first answer to a "
                + "new connection (one each 10 ms, given up after 50 ms); SIGCONT 2 s later; 2 busy and 1 idle old "
                + "connections on each of 3 systems. A claim is ARP for the address, or SYN-ACK or RST to a connection "
                + "that no other owner gave it.";
    }

    @Override
    void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException {
        sysplex.probeEvery(SysplexUnderTest.PROBE_MS);
        sysplex.awaitWhole();
        OldConnections old = new OldConnections(sysplex.lan());
        old.ensure(sysplex.stacks().stream().map(StackUnderTest::system).toList(), BUSY, IDLE);
        sysplex.lan().claims().forget();
        sysplex.lan().probes().forget();
        StackUnderTest owner = sysplex.owner();
        Map<Integer, Connection> before = old.open();
        OptionalDouble held = heldBack(owner);
        long stopped = owner.process().freeze();
        long still = System.nanoTime();
        Optional<Probes.Result> first = sysplex.awaitAnswer(still, PATIENCE);
        first.ifPresentOrElse(result -> answer.addNanos(result.endedNanos() - stopped), answer::addNever);
        sysplex.announcementsOfOthers(owner.system(), stopped).stream()
                .findFirst()
                .ifPresentOrElse(claim -> announced.addNanos(claim.nanos() - stopped), announced::addNever);
        if (first.isEmpty()) {
            findings().wrong("no new connection was answered within " + PATIENCE.toSeconds() + " s");
        }
        Polling.pause(FROZEN_MS);
        long thawed = System.nanoTime();
        owner.process().thaw();
        sysplex.awaitWhole();
        whole.addNanos(System.nanoTime() - thawed);
        OptionalDouble heldThen = heldBack(owner);
        if (held.isPresent() && heldThen.isPresent()) {
            heldBack.add(heldThen.getAsDouble() - held.getAsDouble());
        }
        account(sysplex, old, before, owner, stopped, thawed);
    }

    /** What the batch of frames held that was on its way when the process stopped (ownership rule, clause 13). */
    private static OptionalDouble heldBack(StackUnderTest owner) throws InterruptedException {
        return owner.metric("interface_discards_total", "reason=\"lease_over\"");
    }

    private void account(
            SysplexUnderTest sysplex,
            OldConnections old,
            Map<Integer, Connection> before,
            StackUnderTest owner,
            long stopped,
            long thawed)
            throws InterruptedException {
        // The new owner may reset what it takes for dead: connections on the frozen system that sent meanwhile.
        List<String> losses =
                old.lost(before, connection -> !connection.server().equals(owner.system()) || connection.idle());
        lost.add(losses.size());
        findings().wrong(losses);
        List<Claim> claimed = sysplex.lan().claims().since(thawed).stream()
                .filter(claim -> claim.station().equals(owner.system()) && notGiven(claim, owner))
                .toList();
        claims.add(claimed.size());
        claimed.stream()
                .limit(3)
                .forEach(claim ->
                        findings().wrong(claim + " " + (claim.nanos() - thawed) / 1_000_000 + " ms after SIGCONT"));
        List<String> owners = sysplex.announcementsOfOthers(owner.system(), stopped).stream()
                .map(Claim::station)
                .distinct()
                .toList();
        if (owners.size() > 1) {
            findings().wrong("announced by several systems: " + owners);
        }
    }

    /** ARP; or a segment of a connection whose SYN came to the old owner itself. */
    private static boolean notGiven(Claim claim, StackUnderTest owner) {
        return claim.address().equals(SysplexPlan.DVIPA)
                && (claim.kind().arp() || claim.synTo().equals(owner.system()));
    }

    @Override
    List<Figure> figures() {
        return List.of(
                answer.figure(), announced.figure(), claims.figure(), heldBack.figure(), whole.figure(), lost.figure());
    }
}
