package io.openplex.deploy.simulation.fault;

import io.openplex.deploy.simulation.plan.SysplexPlan;
import io.openplex.deploy.simulation.xcf.LinkFault;
import io.openplex.deploy.simulation.xcf.ServiceFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws a schedule of faults for a sysplex. */
public final class FaultGenerator {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int LEAST = 5;
    private static final int MORE = 8;
    private static final int WORST_PPM = 300_000;

    /** Readings of the clock in one iteration among which the one is that stops it. */
    private static final int READINGS = 6;

    private static final FaultKind[] KINDS = FaultKind.values();

    /** Of the processes that end, one of so many stays away until everything heals. */
    private static final int ONE_OF_STAYS_AWAY = 4;

    private final RandomGenerator random;
    private final RandomGenerator staysAway;
    private final SysplexPlan plan;

    /**
     * A generator that decides by this randomness.
     *
     * @param staysAway decides which of the processes that end do not come back before everything heals
     */
    public FaultGenerator(RandomGenerator random, RandomGenerator staysAway, SysplexPlan plan) {
        this.random = random;
        this.staysAway = staysAway;
        this.plan = plan;
    }

    /** 5 to 12 faults that all end within the phase, or with it, in the order of their beginnings. */
    public List<Fault> draw(long phaseNanos) {
        int count = LEAST + random.nextInt(MORE);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Fault fault = one(phaseNanos);
            boolean away = fault.kind().endsProcess() && staysAway.nextInt(ONE_OF_STAYS_AWAY) == 0;
            faults.add(away ? fault.lasting(phaseNanos - fault.atNanos()) : fault);
        }
        faults.sort(Comparator.comparingLong(Fault::atNanos));
        return List.copyOf(faults);
    }

    private Fault one(long phaseNanos) {
        FaultKind kind = KINDS[random.nextInt(KINDS.length)];
        int lpars = plan.lpars().size();
        int target = 1 + random.nextInt(lpars);
        int other = (target + random.nextInt(lpars - 1)) % lpars + 1;
        long at = 2 * SECOND + random.nextLong(phaseNanos * 2 / 3);
        long lasts = Math.min(lasts(kind), phaseNanos - at);
        return new Fault(kind, at, lasts, target, other, amount(kind, target));
    }

    private long lasts(FaultKind kind) {
        return switch (kind) {
            case SESSION_ENDED, FAILOVER, REBUILT_EMPTY -> 0;
            case FREEZE, FREEZE_IN_ITERATION -> between(random.nextBoolean() ? SECOND : 5 * MILLI, 12 * SECOND);
            default -> between(random.nextInt(3) == 0 ? 20 * MILLI : SECOND, 12 * SECOND);
        };
    }

    /** More often short than long. */
    private long between(long least, long most) {
        long limit = least + (long) ((most - least) * Math.pow(random.nextDouble(), 2));
        return least + random.nextLong(limit - least + 1);
    }

    private int amount(FaultKind kind, int target) {
        return switch (kind) {
            case LAN_LOSS, LAN_DUPLICATION, LAN_REORDERING, LINK_IMPAIRED, HEARTBEATS_IMPAIRED ->
                1_000 + random.nextInt(WORST_PPM);
            case CRASH_IN_ITERATION, FREEZE_IN_ITERATION -> 1 + random.nextInt(READINGS);
            case SIGNALLING -> random.nextInt(LinkFault.values().length);
            case SERVICE, COUPLING_SLOW -> random.nextInt(ServiceFault.values().length);
            case DEACTIVATE -> claimed(target);
            case SERVER_STOP -> SysplexPlan.PORTS.get(random.nextInt(SysplexPlan.PORTS.size()));
            default -> 0;
        };
    }

    /** An address that the target defines or backs up, or any. */
    private int claimed(int target) {
        List<Integer> numbers = plan.dvipas().stream()
                .filter(d -> d.claimants().contains(target))
                .map(d -> d.number())
                .toList();
        return numbers.isEmpty() ? 1 : numbers.get(random.nextInt(numbers.size()));
    }
}
