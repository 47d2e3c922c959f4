package io.openplex.deploy.simulation.check;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.fault.FaultKind;
import io.openplex.deploy.simulation.fault.Injector;
import io.openplex.deploy.simulation.lan.ArpClaim;
import io.openplex.deploy.simulation.plan.DvipaPlan;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** After every step: who answers for which address, held against the records, the group and the LAN (I1-I3, I6, I7). */
public final class OwnershipChecks {
    private static final int EPOCHS_EVERY = 16;
    private static final long EXPLAINS_NANOS = 30_000_000_000L;

    private final SimulatedSysplex world;
    private final List<SimulatedLpar> lpars;
    private final Injector injector;
    private final Violations violations;
    private final List<Address> addresses = new ArrayList<>();
    private int claimsSeen;
    private int passes;

    /** One address and what was seen of it. */
    private static final class Address {
        final DvipaPlan plan;
        final IpAddress dvipa;
        final RecordView record;
        final OwnershipHistory history = new OwnershipHistory();
        final @Nullable Member[] claiming;
        final long[] epochs;
        final int[] lives;
        final Set<String> present = new TreeSet<>();
        long recordEpoch;
        boolean explained;
        long disputedNanos = Long.MIN_VALUE;
        int disputedPass = Integer.MIN_VALUE;

        Address(DvipaPlan plan, SimulatedSysplex world, int lpars) {
            this.plan = plan;
            dvipa = plan.address();
            record = new RecordView(world.xcf(), dvipa);
            claiming = new Member[lpars];
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
        plan.dvipas().forEach(d -> addresses.add(new Address(d, world, lpars.size())));
    }

    /** Looks at the world after a pass. */
    public void look() {
        long nowNanos = world.clock().nanos();
        passes++;
        for (int i = 0; i < addresses.size(); i++) {
            check(addresses.get(i), nowNanos);
        }
        while (claimsSeen < world.lan().claimCount()) {
            heard(world.lan().claim(claimsSeen));
            claimsSeen++;
        }
    }

    private void check(Address a, long nowNanos) {
        boolean recordChanged = a.record.refresh();
        if (recordChanged) {
            recordChanged(a);
        }
        int claimant = -1;
        for (int i = 0; i < lpars.size(); i++) {
            SimulatedLpar lpar = lpars.get(i);
            boolean claims = lpar.claims(a.dvipa);
            Member before = a.claiming[i];
            if (claims) {
                claims(a, i, lpar, nowNanos);
                if (claimant >= 0) {
                    found(
                            a,
                            Invariant.ONE_CLAIMANT,
                            lpars.get(claimant).name() + " and " + lpar.name() + " answer for " + a.dvipa,
                            limit(a, claimant, i));
                }
                claimant = i;
            } else if (before != null) {
                a.claiming[i] = null;
                a.present.clear();
                a.history.ends(before, nowNanos);
                lost(a, i, lpar, before);
            }
        }
        if (recordChanged || passes % EPOCHS_EVERY == 0) {
            epochs(a);
        }
    }

    private void recordChanged(Address a) {
        long epoch = a.record.epoch();
        if (epoch <= a.recordEpoch && !injector.happened(FaultKind.REBUILT_EMPTY)) {
            found(
                    a,
                    Invariant.EPOCHS_GROW,
                    "the record of " + a.dvipa + " went from epoch " + a.recordEpoch + " to " + epoch,
                    Optional.empty());
        }
        a.recordEpoch = epoch;
        world.trace().event("RECORD", a.dvipa + " " + a.record);
    }

    private void claims(Address a, int number, SimulatedLpar lpar, long nowNanos) {
        Member self = lpar.stack().sysplex().self().orElse(null);
        if (self == null) {
            found(
                    a,
                    Invariant.OUTSIDERS_SILENT,
                    lpar.name() + " answers for " + a.dvipa + " outside of the group",
                    Optional.empty());
            return;
        }
        Member before = a.claiming[number];
        if (!self.equals(before)) {
            if (before != null) {
                a.history.ends(before, nowNanos);
            }
            a.claiming[number] = self;
            a.history.begins(self, lpar.stack().sysplex().dvipa().epoch(a.dvipa), nowNanos);
            world.trace().event(lpar.name(), "answers for " + a.dvipa);
        }
        if (!a.record.names(self)) {
            found(
                    a,
                    Invariant.RECORD_NAMES_LIVE_OWNER,
                    self + " answers for " + a.dvipa + " but the record names " + a.record,
                    limit(a, number, number));
        }
    }

    private void lost(Address a, int number, SimulatedLpar lpar, Member before) {
        world.trace().event(lpar.name(), "no longer answers for " + a.dvipa);
        boolean awayOnly = world.xcf().faults().away() && a.record.names(before);
        if (!awayOnly || !lpar.running() || lpar.frozen() || lpar.stack().loop().suspended()) {
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
                    lpar.name() + " stops answering for " + a.dvipa + " while the service is away",
                    Optional.of(KnownLimits.HANDED_OVER_WITHOUT_SERVICE).filter(l -> givesAway(lpar, a)));
        }
    }

    private static boolean operator(FaultKind kind) {
        return kind == FaultKind.STOP || kind == FaultKind.LEAVE_GROUP || kind == FaultKind.DEACTIVATE;
    }

    /** The stack still holds the address and is about to hand it to its definer. */
    private static boolean givesAway(SimulatedLpar lpar, Address a) {
        return a.plan.definer() != 0
                && !lpar.name().equals("SYS" + (char) ('A' + a.plan.definer() - 1))
                && lpar.stack().sysplex().dvipa().owns(a.dvipa);
    }

    private void epochs(Address a) {
        for (int i = 0; i < lpars.size(); i++) {
            SimulatedLpar lpar = lpars.get(i);
            if (!lpar.running() || lpar.frozen()) {
                continue;
            }
            long epoch = lpar.stack().sysplex().dvipa().epoch(a.dvipa);
            if (a.lives[i] != lpar.lifeNumber()) {
                a.lives[i] = lpar.lifeNumber();
                a.epochs[i] = 0;
            }
            if (epoch != 0 && epoch < a.epochs[i] && !injector.happened(FaultKind.REBUILT_EMPTY)) {
                found(
                        a,
                        Invariant.EPOCHS_GROW,
                        lpar.name() + " went back from epoch " + a.epochs[i] + " to " + epoch + " for " + a.dvipa,
                        Optional.empty());
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
                    boolean other =
                            a.claiming[i] != null && !lpars.get(i).name().equals(claim.station());
                    if (other) {
                        int sender = number(claim.station());
                        found(
                                a,
                                Invariant.ONE_CLAIMANT,
                                claim.station() + " claims " + a.dvipa + " on the LAN (" + claim.kind() + ") while "
                                        + lpars.get(i).name() + " answers for it",
                                limit(a, sender, i));
                    }
                }
            }
        }
    }

    private int number(String station) {
        for (int i = 0; i < lpars.size(); i++) {
            if (lpars.get(i).name().equals(station)) {
                return i;
            }
        }
        throw new IllegalStateException(station + " claims a DVIPA");
    }

    /** What lasts is found once, not after every pass. */
    private void found(Address a, Invariant invariant, String what, Optional<KnownLimits> limit) {
        a.explained |= limit.isPresent();
        if (limit.equals(Optional.of(KnownLimits.SESSION_ENDED_UNHEARD))) {
            a.disputedNanos = world.clock().nanos();
            a.disputedPass = passes;
        }
        if (limit.isEmpty() || a.present.add(invariant + what)) {
            violations.found(invariant, what, limit);
        }
    }

    /** One of the two claims though its session has ended, and a fault of the service explains why. */
    private Optional<KnownLimits> limit(Address a, int one, int other) {
        // A frame may have left in the very pass in which its sender heard that its session had ended.
        boolean heardThisMoment = a.disputedPass >= passes - 1;
        boolean known = unheard(one) || unheard(other) || heardThisMoment;
        return known ? Optional.of(KnownLimits.SESSION_ENDED_UNHEARD) : Optional.empty();
    }

    private boolean unheard(int number) {
        SimulatedLpar lpar = lpars.get(number);
        if (!lpar.running()) {
            return false;
        }
        Member self = lpar.stack().sysplex().self().orElse(null);
        return self != null
                && !world.xcf().active(self)
                && lpar.access().self().equals(Optional.of(self))
                && (serviceFault(number + 1) || injector.happened(FaultKind.REBUILT_EMPTY));
    }

    private boolean serviceFault(int lpar) {
        long since = world.clock().nanos() - EXPLAINS_NANOS;
        return injector.episodes().stream().filter(e -> e.untilNanos() >= since).anyMatch(e -> switch (e.fault()
                .kind()) {
            case COORDINATION_AWAY, FAILOVER, REBUILT_EMPTY -> true;
            case SERVICE, SESSION_ENDED -> e.fault().target() == lpar;
            default -> false;
        });
    }

    // ---- at the end ----

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
            boolean right = owner != null && (definer == null || definer.equals(owner.name()) || staysBusy(a, owner));
            if (!right) {
                return Optional.of(
                        a.dvipa + " is at " + (owner == null ? "none" : owner.name()) + ", defined by " + definer);
            }
        }
        return Optional.empty();
    }

    /** A dispute may have left a connection at the holder whose client is gone: WHENIDLE never comes then. */
    private static boolean staysBusy(Address a, SimulatedLpar owner) {
        return a.plan.whenIdle()
                && a.explained
                && !owner.stack().tcp().connectionsOf(a.dvipa).isEmpty();
    }

    /** Holds the whole history of every address against the rules. */
    public void histories() {
        for (Address a : addresses) {
            boolean excused = a.explained || injector.happened(FaultKind.REBUILT_EMPTY);
            Optional<String> flaw = excused ? Optional.empty() : a.history.flaw();
            flaw.ifPresent(f -> violations.found(Invariant.LINEAR_HISTORY, a.dvipa + ": " + f, Optional.empty()));
        }
    }

    /** Two stacks have held themselves to be the owner of this address lately, as a known limit permits. */
    public boolean disputed(IpAddress dvipa) {
        return addresses.stream()
                .filter(a -> a.dvipa.equals(dvipa))
                .anyMatch(a -> a.disputedNanos > world.clock().nanos() - EXPLAINS_NANOS);
    }

    /** Nobody owns this address, by its record. */
    public boolean ownerless(IpAddress dvipa) {
        return addresses.stream().anyMatch(a -> a.dvipa.equals(dvipa) && a.record.namesNobody());
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
