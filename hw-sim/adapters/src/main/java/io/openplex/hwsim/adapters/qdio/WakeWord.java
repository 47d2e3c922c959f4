package io.openplex.hwsim.adapters.qdio;

/**
 * Says whether one end of a queue wants to be woken (the polling handshake, hardware.md 1.5 and 8.3). While it polls
 * the word is X'81' (ACK): no doorbell. Before it sleeps it takes the ACK away and then looks at the slots once more;
 * the other end changes a slot and then looks at the word. Both do it in this order and with sequentially consistent
 * accesses, so at least one of them sees what the other has done (Dekker): no wake-up is lost (hardware.md 8.7
 * invariant 14). Who rings changes the word first, so that it rings once for each sleep and not for each buffer.
 *
 * <p>A peer that writes anything else here harms its own wake-ups only.
 */
final class WakeWord {
    private static final long ASLEEP = 0;
    private static final long RUNG = 1;

    private final SharedWords area;
    private final long at;

    WakeWord(SharedWords area, long at) {
        this.area = area;
        this.at = at;
    }

    /** No doorbell from now on. */
    void awake() {
        area.store(at, Slsb.ACK);
    }

    /** A doorbell, please. The caller looks at the slots after this and before it sleeps. */
    void asleep() {
        area.store(at, ASLEEP);
    }

    /** The other end is asleep and nobody has rung yet; who gets true must ring. Called after the slot was changed. */
    boolean mustRing() {
        return area.load(at) == ASLEEP && area.swap(at, ASLEEP, RUNG);
    }
}
