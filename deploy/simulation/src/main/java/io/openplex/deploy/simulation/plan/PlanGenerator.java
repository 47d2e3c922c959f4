package io.openplex.deploy.simulation.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws a sysplex. */
public final class PlanGenerator {
    private static final int USUAL_LPARS = 4;
    private static final int MOST_LPARS = 8;
    private static final int MOST_DVIPAS = 4;

    /** Most that a clock may be too fast or too slow: 5 %. */
    private static final int SKEW_PPM = 50_000;

    private static final long START_SPREAD_NANOS = 400_000_000L;

    private final RandomGenerator random;

    /** A generator that decides by this randomness. */
    public PlanGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** A sysplex of 2 to 8 LPARs, mostly 4, with 1 to 4 addresses. */
    public SysplexPlan draw() {
        int count = random.nextInt(2) == 0 ? USUAL_LPARS : 2 + random.nextInt(MOST_LPARS - 1);
        List<LparPlan> lpars = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            int skew = random.nextInt(2) == 0 ? 0 : random.nextInt(-SKEW_PPM, SKEW_PPM + 1);
            lpars.add(new LparPlan(number, 1 + (number - 1) / 2, skew, random.nextLong(START_SPREAD_NANOS)));
        }
        List<DvipaPlan> dvipas = new ArrayList<>();
        int addresses = 1 + random.nextInt(MOST_DVIPAS);
        for (int number = 1; number <= addresses; number++) {
            dvipas.add(dvipa(number, count));
        }
        return new SysplexPlan(lpars, dvipas);
    }

    private DvipaPlan dvipa(int number, int lpars) {
        boolean defined = random.nextInt(8) != 0;
        int definer = defined ? 1 + random.nextInt(lpars) : 0;
        boolean distributed = defined && (number == 1 || random.nextBoolean());
        boolean whenIdle = random.nextInt(4) == 0;
        List<DvipaPlan.Backup> backups = new ArrayList<>();
        for (int lpar = 1; lpar <= lpars; lpar++) {
            if (lpar != definer && random.nextInt(4) != 0) {
                int rank = random.nextInt(3) == 0 ? 100 : 1 + random.nextInt(254);
                backups.add(new DvipaPlan.Backup(lpar, rank, !defined || random.nextInt(4) == 0));
            }
        }
        if (backups.isEmpty()) {
            int lpar = definer == 1 ? 2 : 1;
            backups.add(new DvipaPlan.Backup(lpar, 1 + random.nextInt(254), !defined));
        }
        return new DvipaPlan(number, definer, whenIdle, backups, distributed, targets(lpars));
    }

    private List<Integer> targets(int lpars) {
        List<Integer> targets = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            for (int lpar = 1; lpar <= lpars; lpar++) {
                if (random.nextBoolean()) {
                    targets.add(lpar);
                }
            }
        }
        return targets;
    }
}
