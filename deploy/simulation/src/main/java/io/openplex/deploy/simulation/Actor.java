package io.openplex.deploy.simulation;

/** Something that the world steps, in the order in which it was added. */
public interface Actor {
    /** Nothing is due. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Does what is due.
     *
     * @param nowNanos virtual time
     * @return how much was done, 0 when idle
     */
    int step(long nowNanos);

    /** When the actor has to be stepped again if nothing else happens; a time gone by means at once. */
    long nextNanos();
}
