package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Four systems whose stacks join, write, signal and come back, while a seeded attacker does what it can. */
final class RandomFaults {
    static final String STRUCTURE = "DVIPA";
    private static final List<String> SYSTEMS = List.of("SYSA", "SYSB", "SYSC", "SYSD");
    private static final List<String> ENTRIES = List.of("198.51.100.11", "198.51.100.12", "2001:db8::1");
    private static final long FAULT_EVERY_NANOS = 500_000_000;
    private static final long WORK_EVERY_NANOS = 20_000_000;
    private static final long PROGRESS_NANOS = 40_000_000_000L;

    private final long seed;
    private final boolean rebuilds;
    private final SplittableRandom random;
    private final SimulatedXcf xcf;
    private final Map<String, AttackedStack> stacks = new HashMap<>();
    private final Map<String, Entry> truth = new HashMap<>();

    /** Who confirmed which version of which entry; forgotten with a rebuilt ensemble. */
    private final Map<String, String> writers = new HashMap<>();

    private final Set<String> gone = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private long nowNanos;

    /** Highest generation of a version so far: it grows when the ensemble was rebuilt. */
    private long newest;

    private long signals;
    private long writes;
    private long doubts;
    private int lives;

    RandomFaults(long seed, boolean rebuilds) {
        this.seed = seed;
        this.rebuilds = rebuilds;
        random = new SplittableRandom(seed);
        xcf = new SimulatedXcf(seed, XcfTiming.usual());
        SYSTEMS.forEach(this::start);
    }

    private void start(String system) {
        AttackedStack stack = new AttackedStack(this, system);
        stacks.put(system, stack);
        stack.join();
    }

    void attack(long nanos) {
        run(nanos, true);
    }

    private void run(long nanos, boolean attack) {
        long end = nowNanos + nanos;
        long nextFault = nowNanos;
        long nextWork = nowNanos;
        while (nowNanos < end) {
            xcf.step(nowNanos);
            check();
            SYSTEMS.forEach(system -> stack(system).loop());
            if (attack && nowNanos >= nextFault) {
                nextFault = nowNanos + random.nextLong(2 * FAULT_EVERY_NANOS);
                fault();
            }
            if (nowNanos >= nextWork) {
                nextWork = nowNanos + WORK_EVERY_NANOS;
                SYSTEMS.forEach(system -> stack(system).work(ENTRIES.get(random.nextInt(ENTRIES.size()))));
            }
            nowNanos =
                    Math.max(nowNanos + 1000, Math.min(nextWork, xcf.nextNanos().orElse(nextWork)));
        }
    }

    private AttackedStack stack(String system) {
        return Optional.ofNullable(stacks.get(system)).orElseThrow();
    }

    private void fault() {
        XcfFaults faults = xcf.faults();
        String one = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
        String other = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
        boolean on = random.nextInt(3) == 0;
        int what = random.nextInt(20);
        switch (what) {
            case 0 -> faults.serviceAway(on);
            case 1 -> faults.failover();
            case 2 -> faults.expireSession(one);
            case 3 -> faults.breakLink(one, other);
            case 4 -> xcf.expire(stack(one).process());
            case 5 -> {
                xcf.crash(stack(one).process(), random.nextBoolean());
                start(one);
            }
            case 6 -> xcf.pause(stack(one).process(), on);
            case 7 -> stack(one).leave();
            case 8 -> {
                if (rebuilds && random.nextInt(4) == 0) {
                    rebuild();
                }
            }
            default -> {
                if (random.nextBoolean()) {
                    ServiceFault kind = ServiceFault.values()[random.nextInt(ServiceFault.values().length)];
                    faults.service(kind, one, on);
                } else {
                    LinkFault kind = LinkFault.values()[random.nextInt(LinkFault.values().length)];
                    faults.link(kind, one, other, on);
                }
            }
        }
        event("fault " + what + " " + one + " " + other + " " + on);
    }

    private void rebuild() {
        xcf.faults().rebuildEmpty();
        truth.clear();
        writers.clear();
        gone.clear();
    }

    /** Everything ends; who was connected to an ensemble that is no more is started anew; then all must be well. */
    void heal() {
        xcf.faults().heal();
        for (String system : SYSTEMS) {
            if (rebuilds) {
                xcf.crash(stack(system).process(), true);
                start(system);
            } else {
                xcf.pause(stack(system).process(), false);
            }
        }
        event("healed");
        run(PROGRESS_NANOS, false);
        Set<String> members = new HashSet<>();
        for (String system : SYSTEMS) {
            AttackedStack stack = stack(system);
            assertThat(stack.linkedPartners()).as("%s, seed %s", system, seed).hasSize(SYSTEMS.size() - 1);
            assertThat(stack.process().view().current()).isTrue();
            members.add(stack.process().view().members().toString().replaceAll("linked=\\w+", ""));
        }
        assertThat(members).as("everybody sees the same group, seed %s", seed).hasSize(1);
    }

    /** What is committed changes by one version at a time, and only by who is a member. */
    private void check() {
        for (String name : ENTRIES) {
            Optional<Entry> now = xcf.truth(STRUCTURE, name);
            Entry before = truth.get(name);
            if (now.isEmpty() || now.get().equals(before)) {
                continue;
            }
            String writer = new String(now.get().data(), StandardCharsets.UTF_8);
            long version = before == null ? CouplingFacility.ABSENT : (int) before.version();
            assertThat((int) now.get().version())
                    .as("version of %s, seed %s", name, seed)
                    .isEqualTo((int) version + 1);
            assertThat(now.get().version()).as("generation, seed %s", seed).isGreaterThanOrEqualTo(newest);
            newest = Math.max(newest, now.get().version() >>> 32 << 32);
            assertThat(gone).as("no write by who is gone, seed %s", seed).doesNotContain(writer);
            truth.put(name, now.get());
            event("written " + name + " " + now.get().version() + " by " + writer);
        }
    }

    // ---- reported by stacks ----

    SimulatedXcf xcf() {
        return xcf;
    }

    long seed() {
        return seed;
    }

    int nextLife() {
        lives++;
        return lives;
    }

    void memberGone(String life) {
        gone.add(life);
    }

    void signal() {
        signals++;
    }

    void doubt() {
        doubts++;
    }

    /** A write was confirmed: nobody else's was, for the same version. */
    void confirmed(Entry entry, String writer) {
        writes++;
        String before = writers.put(entry.name() + " " + entry.version(), writer);
        assertThat(before == null || rebuilds)
                .as("%s version %s is %s's and %s's, seed %s", entry.name(), entry.version(), before, writer, seed)
                .isTrue();
    }

    void event(String text) {
        history.add(nowNanos + " " + text);
    }

    String history() {
        return String.join("\n", history);
    }

    long signals() {
        return signals;
    }

    long writes() {
        return writes;
    }

    long doubts() {
        return doubts;
    }
}
