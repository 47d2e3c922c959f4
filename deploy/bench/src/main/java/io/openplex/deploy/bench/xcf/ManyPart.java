package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.Claim;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import io.openplex.hwsim.wire.IpAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A thousand DVIPAs on eight members; one member is killed. */
final class ManyPart extends SysplexPart {
    private static final int MEMBERS = 8;
    private static final int ADDRESSES = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final int definers;
    private int runs;

    private final Series done = Series.millis("death to the last claim announced", Bar.mostly(1000));
    private final Series first = Series.millis("death to the first claim announced", null);
    private final Series twice = new Series("addresses announced by two systems", "", Bar.always(0));

    /**
     * A part of this name.
     *
     * @param definers how many members share the addresses: all of them, or one that has all
     */
    ManyPart(String name, int definers) {
        this.name = name;
        this.definers = definers;
    }

    /** Every member defines as many as the others. */
    static ManyPart spread() {
        return new ManyPart("many", MEMBERS);
    }

    /** One member defines all. */
    static ManyPart onOne() {
        return new ManyPart("many-on-one", 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int usualRuns() {
        return definers > 1 ? 10 : 5;
    }

    @Override
    SysplexPlan plan() {
        return new SysplexPlan(MEMBERS, true, ADDRESSES, definers);
    }

    @Override
    String method() {
        return "kill -9 of a member that owns " + ADDRESSES / definers + " of " + ADDRESSES + " DVIPAs of " + MEMBERS
                + " members, from its observed end to the gratuitous ARP of the new owner of the last of them; then it "
                + "is started again and takes them back.";
    }

    @Override
    void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException {
        sysplex.awaitWhole();
        // The last defining member first: it owns none of the other kind.
        StackUnderTest victim = sysplex.stacks().get(Math.floorMod(definers - 1 - runs++, definers));
        Set<IpAddress> expected = new HashSet<>(sysplex.definedBy(victim));
        sysplex.lan().claims().forget();
        long sent = System.nanoTime();
        long ended = victim.process().kill();
        boolean all = Polling.holds(
                PATIENCE,
                SysplexUnderTest.PROBE_MS,
                () -> announced(sysplex, victim, sent).keySet().containsAll(expected));
        Map<IpAddress, Claim> announced = announced(sysplex, victim, sent);
        announced.keySet().retainAll(expected);
        long firstNanos =
                announced.values().stream().mapToLong(Claim::nanos).min().orElse(ended);
        long lastNanos =
                announced.values().stream().mapToLong(Claim::nanos).max().orElse(ended);
        first.addNanos(firstNanos - ended);
        if (all) {
            done.addNanos(lastNanos - ended);
        } else {
            done.addNever();
            findings()
                    .wrong((expected.size() - announced.size()) + " addresses were not claimed within "
                            + PATIENCE.toSeconds() + " s");
        }
        int several = several(sysplex, victim, expected, sent);
        twice.add(several);
        if (several > 0) {
            findings().wrong(several + " addresses were announced by two systems");
        }
        victim.start();
    }

    /** The first announcement of each address by another station than the victim. */
    private static Map<IpAddress, Claim> announced(SysplexUnderTest sysplex, StackUnderTest victim, long sinceNanos) {
        Map<IpAddress, Claim> announced = new HashMap<>();
        for (Claim claim : sysplex.lan().claims().since(sinceNanos)) {
            if (claim.kind().announces() && !claim.station().equals(victim.system())) {
                announced.putIfAbsent(claim.address(), claim);
            }
        }
        return announced;
    }

    private static int several(
            SysplexUnderTest sysplex, StackUnderTest victim, Set<IpAddress> expected, long sinceNanos) {
        Map<IpAddress, Claim> firsts = announced(sysplex, victim, sinceNanos);
        return (int) sysplex.lan().claims().since(sinceNanos).stream()
                .filter(claim -> claim.kind().announces() && expected.contains(claim.address()))
                .filter(claim -> !claim.station().equals(victim.system()))
                .filter(claim -> {
                    Claim known = firsts.get(claim.address());
                    return known != null && !known.station().equals(claim.station());
                })
                .map(Claim::address)
                .distinct()
                .count();
    }

    @Override
    List<Figure> figures() {
        return List.of(done.figure(), first.figure(), twice.figure());
    }
}
