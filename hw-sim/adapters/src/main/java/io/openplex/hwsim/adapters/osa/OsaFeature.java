package io.openplex.hwsim.adapters.osa;

/** Generations of OSA-Express features and what their ports can do (hardware.md 2.11). */
public enum OsaFeature {
    /** OSA-Express5S Gigabit Ethernet. */
    E5S_GBE("OSA-E5S", 2, 1_000, true),
    /** OSA-Express5S 10 Gigabit Ethernet. */
    E5S_10GBE("OSA-E5S", 1, 10_000, true),
    /** OSA-Express6S Gigabit Ethernet. */
    E6S_GBE("OSA-E6S", 2, 1_000, true),
    /** OSA-Express6S 10 Gigabit Ethernet. */
    E6S_10GBE("OSA-E6S", 1, 10_000, true),
    /** OSA-Express7S 25 Gigabit Ethernet: does not negotiate, so a 10 Gigabit switch port leaves the link down. */
    E7S_25GBE("OSA-E7S", 1, 25_000, false);

    /** Largest IP packet of a QDIO port at 1 Gigabit and above, bytes (hardware.md 2.11). */
    public static final int MTU = 8992;

    private final String generation;
    private final int ports;
    private final int megabits;
    private final boolean negotiates;

    OsaFeature(String generation, int ports, int megabits, boolean negotiates) {
        this.generation = generation;
        this.ports = ports;
        this.megabits = megabits;
        this.negotiates = negotiates;
    }

    /** As OSAINFO prints it behind {@code Gen:}. */
    public String generation() {
        return generation;
    }

    /** Ports per CHPID, 1 or 2. */
    public int ports() {
        return ports;
    }

    /** Speed in megabits per second. */
    public int megabits() {
        return megabits;
    }

    /** The port has link with a switch port of this speed in megabits per second; 0: the switch takes any speed. */
    public boolean linksWith(int switchMegabits) {
        return switchMegabits == 0 || switchMegabits == megabits || negotiates && switchMegabits <= megabits;
    }
}
