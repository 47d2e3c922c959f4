package io.openplex.hwsim.adapters.qdio;

/**
 * Wakes the other side (SIGA, or the interruption of the other direction; hardware.md 1.4, 1.5). How is not a matter of
 * this package.
 */
@FunctionalInterface
public interface Doorbell {
    /** Rings nothing; for a side that always polls. */
    Doorbell SILENT = () -> {};

    /**
     * Wakes the other side, or, when it is about to go to sleep, keeps it awake: a ring that comes before the other
     * side waits must not be lost. One ring may stand for many. Must not block.
     */
    void ring();
}
