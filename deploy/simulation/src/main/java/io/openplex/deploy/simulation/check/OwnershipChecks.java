package io.openplex.deploy.simulation.check;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.fault.FaultKind;
import io.openplex.deploy.simulation.fault.Injector;
import io.openplex.deploy.simulation.lan.ArpClaim;
import io.openplex.deploy.simulation.lan.SynAnswer;
import io.openplex.deploy.simulation.plan.DvipaPlan;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** After every step: who answers for which address, held against the records, the group and the LAN (I1-I3, I6, I7). */
public final class OwnershipChecks {
    private static final int EPOCHS_EVERY = 16;
    private static final long EXPLAINS_NANOS = 30_000_000_000L;

    /** A disturbance of heartbeats that ended longer ago explains nothing. */
    private static final long CONTACT_NANOS = 2_000_000_000L;

    private final SimulatedSysplex world;
    private final List<SimulatedLpar> lpars;
    private final Injector injector;
    private final Violations violations;
    private final List<Address> addresses = new ArrayList<>();
    private int claimsSeen;
    private int answersSeen;
    private int passes;

    /** Per LPAR: its changes when it was last looked at, and whether it has changed since. */
    private final long[] changesSeen;

    private final boolean[] changed;
    private long transactionsSeen = -1;

    private static final long NEVER_NAMED_NOBODY = Long.MIN_VALUE;

    /** One address and what was seen of it. */
    private static final class Address {
        final DvipaPlan plan;
        final IpAddress dvipa;
        final RecordView record;
        final OwnershipHistory history = new OwnershipHistory();
        final @Nullable Member[] claiming;
        final boolean[] claims;
        final long[] epochs;
        final int[] lives;
        long recordEpoch;
        long nobodyNanos = NEVER_NAMED_NOBODY;

        Address(DvipaPlan plan, SimulatedSysplex world, int lpars) {
            this.plan = plan;
            dvipa = plan.address();
            record = new RecordView(world.xcf(), dvipa);
            claiming = new Member[lpars];
            claims = new boolean[lpars];
            epochs = new long[lpars];
            lives = new int[lpars];
        }
    }

    /** Checks for all addresses of a plan. */
    public OwnershipChecks(
            SimulatedSysplex world,
            SysplexPlan plan,
            List<SimulatedLpar> lpars,
            Injector injector,
            Violations violations) {
        this.world = world;
        this.lpars = lpars;
        this.injector = injector;
        this.violations = violations;
        changesSeen = new long[lpars.size()];
        changed = new boolean[lpars.size()];
        plan.dvipas().forEach(d -> addresses.add(new Address(d, world, lpars.size())));
    }

    /** Looks at the world after a pass. */
    public void look() {
        long nowNanos = world.clock().nanos();
        passes++;
        boolean written = world.xcf().transactions() != transactionsSeen;
        transactionsSeen = world.xcf().transactions();
        boolean any = written || passes % EPOCHS_EVERY == 0;
        for (int i = 0; i < changed.length; i++) {
            long changes = lpars.get(i).changes();
            changed[i] = changes != changesSeen[i];
            changesSeen[i] = changes;
            any |= changed[i];
        }
        for (int i = 0; any && i < addresses.size(); i++) {
            check(addresses.get(i), written, nowNanos);
        }
        while (claimsSeen < world.lan().claimCount()) {
            heard(world.lan().claim(claimsSeen));
            claimsSeen++;
        }
        while (answersSeen < world.lan().answerCount()) {
            answered(world.lan().answer(answersSeen));
            answersSeen++;
        }
    }

    private void check(Address a, boolean written, long nowNanos) {
        boolean recordChanged = written && a.record.refresh();
        if (recordChanged) {
            recordChanged(a);
        }
        ask(a, false);
        if (claimants(a) > 1) {
            ask(a, true);
        }
        int claimant = -1;
        for (int i = 0; i < lpars.size(); i++) {
            SimulatedLpar lpar = lpars.get(i);
            boolean claims = a.claims[i];
            Member before = a.claiming[i];
            if (claims) {
                if (changed[i] || recordChanged) {
                    claims(a, i, lpar, nowNanos);
                }
                if (claimant >= 0) {
                    found(
                            a,
                            Invariant.ONE_CLAIMANT,
                            lpars.get(claimant).name() + " and " + lpar.name() + " answer for " + a.dvipa);
                }
                claimant = i;
            } else if (before != null) {
                a.claiming[i] = null;
                a.history.ends(before, nowNanos);
                lost(a, i, lpar, before);
            }
        }
        if (recordChanged || passes % EPOCHS_EVERY == 0) {
            epochs(a);
        }
    }

    /** Who claims; a claim that has run out by itself is noticed late unless all are asked. */
    private void ask(Address a, boolean all) {
        for (int i = 0; i < changed.length; i++) {
            if (all || changed[i]) {
                a.claims[i] = lpars.get(i).claims(a.dvipa);
            }
        }
    }

    private static int claimants(Address a) {
        int count = 0;
        for (boolean claims : a.claims) {
            count += claims ? 1 : 0;
        }
        return count;
    }

    private void recordChanged(Address a) {
        long epoch = a.record.epoch();
        if (epoch == 0 && injector.happened(FaultKind.REBUILT_EMPTY)) {
            world.trace().event("RECORD", a.dvipa + " is forgotten");
            return;
        }
        if (epoch <= a.recordEpoch) {
            found(
                    a,
                    Invariant.EPOCHS_GROW,
                    "the record of " + a.dvipa + " went from epoch " + a.recordEpoch + " to " + epoch);
        }
        a.recordEpoch = epoch;
        if (a.record.namesNobody()) {
            a.nobodyNanos = world.clock().nanos();
        }
        world.trace().event("RECORD", a.dvipa + " " + a.record);
    }

    private void claims(Address a, int number, SimulatedLpar lpar, long nowNanos) {
        Member self = lpar.seen().sysplex().self().orElse(null);
        if (self == null) {
            found(a, Invariant.OUTSIDERS_SILENT, lpar.name() + " answers for " + a.dvipa + " outside of the group");
            return;
        }
        Member before = a.claiming[number];
        if (!self.equals(before)) {
            if (before != null) {
                a.history.ends(before, nowNanos);
            }
            a.claiming[number] = self;
            a.history.begins(self, lpar.seen().sysplex().dvipa().epoch(a.dvipa), nowNanos);
            world.trace().event(lpar.name(), "answers for " + a.dvipa);
        }
        if (!a.record.names(self) && !forgotten(a)) {
            found(
                    a,
                    Invariant.RECORD_NAMES_LIVE_OWNER,
                    self + " answers for " + a.dvipa + " but the record names " + a.record);
        }
    }

    /** The ensemble has forgotten the record: who owned keeps its right as long as the others promise. */
    private boolean forgotten(Address a) {
        return a.record.epoch() == 0 && injector.happened(FaultKind.REBUILT_EMPTY);
    }

    private void lost(Address a, int number, SimulatedLpar lpar, Member before) {
        world.trace().event(lpar.name(), "no longer answers for " + a.dvipa);
        boolean awayOnly = world.xcf().faults().away() && a.record.names(before);
        if (!awayOnly || !lpar.running() || lpar.frozen() || givesAway(lpar, a) || contactLost()) {
            return;
        }
        boolean asked = injector.episodes().stream()
                .anyMatch(e -> e.fault().target() == number + 1
                        && operator(e.fault().kind())
                        && e.untilNanos() >= world.clock().nanos() - EXPLAINS_NANOS);
        if (!asked) {
            found(
                    a,
                    Invariant.SERVICE_AWAY_TAKES_NOTHING,
                    lpar.name() + " stops answering for " + a.dvipa + " while the service is away");
        }
    }

    private static boolean operator(FaultKind kind) {
        return kind == FaultKind.STOP || kind == FaultKind.LEAVE_GROUP || kind == FaultKind.DEACTIVATE;
    }

    /**
     * The stack still holds the address and has begun to hand it over: it needs the service to finish, or to resume.
     */
    private static boolean givesAway(SimulatedLpar lpar, Address a) {
        return a.plan.definer() != 0
                && !lpar.name().equals("SYS" + (char) ('A' + a.plan.definer() - 1))
                && lpar.seen().sysplex().dvipa().owns(a.dvipa);
    }

    /** Not all who may isolate it could promise lately: contact lost and the service away at once is accepted. */
    private boolean contactLost() {
        long since = world.clock().nanos() - CONTACT_NANOS;
        return injector.episodes().stream()
                .anyMatch(e -> e.untilNanos() >= since && e.fault().kind().disturbsHeartbeats());
    }

    private void epochs(Address a) {
        for (int i = 0; i < lpars.size(); i++) {
            SimulatedLpar lpar = lpars.get(i);
            if (!lpar.running() || lpar.frozen()) {
                continue;
            }
            long epoch = lpar.seen().sysplex().dvipa().epoch(a.dvipa);
            if (a.lives[i] != lpar.lifeNumber()) {
                a.lives[i] = lpar.lifeNumber();
                a.epochs[i] = 0;
            }
            if (epoch != 0 && epoch < a.epochs[i]) {
                found(
                        a,
                        Invariant.EPOCHS_GROW,
                        lpar.name() + " went back from epoch " + a.epochs[i] + " to " + epoch + " for " + a.dvipa);
            }
            if (epoch != 0) {
                a.epochs[i] = epoch;
            }
        }
    }

    /** An ARP packet on the LAN: whoever sends it must be the one that answers, or have been in this very step. */
    private void heard(ArpClaim claim) {
        for (Address a : addresses) {
            if (a.dvipa.equals(claim.address())) {
                for (int i = 0; i < lpars.size(); i++) {
                    boolean other = a.claiming[i] != null
                            && !lpars.get(i).name().equals(claim.station())
                            && lpars.get(i).claims(a.dvipa);
                    if (other) {
                        found(
                                a,
                                Invariant.ONE_CLAIMANT,
                                claim.station() + " claims " + a.dvipa + " on the LAN (" + claim.kind() + ") while "
                                        + lpars.get(i).name() + " answers for it");
                    }
                }
            }
        }
    }

    /**
     * A SYN-ACK on the LAN. A target sends it whoever owns the address; but a stack that takes itself for the owner
     * must not while another answers for it (clause 7 of the right to own).
     */
    private void answered(SynAnswer answer) {
        for (Address a : addresses) {
            if (!a.dvipa.equals(answer.address())) {
                continue;
            }
            for (SimulatedLpar lpar : lpars) {
                boolean believes = lpar.running()
                        && lpar.name().equals(answer.station())
                        && lpar.seen().sysplex().dvipa().owns(a.dvipa);
                if (believes && !lpar.claims(a.dvipa) && claimants(a) > 0) {
                    found(
                            a,
                            Invariant.ONE_CLAIMANT,
                            answer.station() + " accepts a connection to " + a.dvipa + " that another answers for");
                }
            }
        }
    }

    private void found(Address a, Invariant invariant, String what) {
        violations.found(invariant, what + " (epoch " + a.recordEpoch + ")");
    }

    // ---- at the end ----

    /** While some stacks are down: an address that nobody owns though somebody is there who should. */
    public Optional<String> notTakenOver() {
        for (Address a : addresses) {
            boolean owned = lpars.stream().anyMatch(lpar -> lpar.claims(a.dvipa));
            boolean heir = a.plan.claimants().stream()
                    .filter(number -> !a.record.namesNobody() || a.plan.activates(number))
                    .map(number -> lpars.get(number - 1))
                    .anyMatch(lpar -> lpar.running()
                            && lpar.ready()
                            && lpar.seen().sysplex().self().isPresent()
                            && mayBeHeir(lpar, a));
            if (!owned && heir) {
                return Optional.of(a.dvipa + " has no owner, its record names " + a.record);
            }
        }
        return Optional.empty();
    }

    /**
     * In line, and knows the mask or could: a VIPABACKUP without MOVEABLE has it from others alone, and forgets it when
     * it is started again while nobody else has it (dvipa-and-distributor.md 1.3).
     */
    private boolean mayBeHeir(SimulatedLpar lpar, Address a) {
        boolean inLine = lpar.status(a.dvipa)
                .filter(s -> s == Status.BACKUP || s == Status.ACTIVE)
                .isPresent();
        return inLine
                && lpars.stream()
                        .filter(SimulatedLpar::running)
                        .flatMap(l -> l.seen().sysplex().dvipa().localRows().stream())
                        .anyMatch(row -> row.address().equals(a.dvipa) && row.prefixLength() > 0);
    }

    /** After healing: what is not yet as the rules say, empty when all is. */
    public Optional<String> notYetRight() {
        for (Address a : addresses) {
            SimulatedLpar owner = null;
            for (SimulatedLpar lpar : lpars) {
                if (lpar.claims(a.dvipa)) {
                    owner = lpar;
                }
            }
            String definer = a.plan.definer() == 0
                    ? null
                    : lpars.get(a.plan.definer() - 1).name();
            boolean right =
                    owner != null && (definer == null || definer.equals(owner.name()) || waitsForIdle(a, owner));
            if (!right) {
                return Optional.of(
                        a.dvipa + " is at " + (owner == null ? "none" : owner.name()) + ", defined by " + definer);
            }
        }
        return Optional.empty();
    }

    /**
     * MOVEABLE WHENIDLE: the owner carries connections. No client has any left, but a target that was isolated and came
     * back may carry some of which the owner of that time has reset the client's end; nobody tells it so but its own
     * keep-alive.
     */
    private static boolean waitsForIdle(Address a, SimulatedLpar owner) {
        return a.plan.whenIdle() && !owner.seen().tcp().connectionsOf(a.dvipa).isEmpty();
    }

    /** Holds the whole history of every address against the rules. */
    public void histories() {
        for (Address a : addresses) {
            a.history.flaw().ifPresent(f -> violations.found(Invariant.LINEAR_HISTORY, a.dvipa + ": " + f));
        }
    }

    /** Nobody owns this address, by its record. */
    public boolean ownerless(IpAddress dvipa) {
        return addresses.stream().anyMatch(a -> a.dvipa.equals(dvipa) && a.record.namesNobody());
    }

    /** The address with this number in the plan, from 1 on. */
    boolean isNumber(IpAddress dvipa, int number) {
        return addresses.get(number - 1).dvipa.equals(dvipa);
    }

    /** When the record of an address last came to name nobody; {@link Long#MIN_VALUE} for never. */
    long lastOwnerlessNanos(IpAddress dvipa) {
        return addresses.stream()
                .filter(a -> a.dvipa.equals(dvipa))
                .mapToLong(a -> a.nobodyNanos)
                .findFirst()
                .orElse(NEVER_NAMED_NOBODY);
    }

    /** When the owner of an address last changed. */
    public long lastChangeNanos(IpAddress dvipa) {
        return addresses.stream()
                .filter(a -> a.dvipa.equals(dvipa))
                .mapToLong(a -> a.history.lastChangeNanos())
                .max()
                .orElse(0);
    }
}
