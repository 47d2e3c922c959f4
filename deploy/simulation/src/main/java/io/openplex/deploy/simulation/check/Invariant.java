package io.openplex.deploy.simulation.check;

/** What is checked. */
public enum Invariant {
    /** I1. */
    RECORD_NAMES_LIVE_OWNER("an address is claimed only by the live incarnation that its record names"),
    /** I2. */
    ONE_CLAIMANT("no two stacks answer for the same address at the same instant"),
    /** I3. */
    SERVICE_AWAY_TAKES_NOTHING("the coordination service being away takes no address from its owner"),
    /** I4. */
    NO_RESET("no connection whose client and target are alive and connected is reset"),
    /** I5. */
    RIGHT_OWNER("after healing every address has the owner that the rules name"),
    /** I5, while some stacks are down for good. */
    TAKEN_OVER("an address whose owner is gone is taken over by those that are left"),
    /** I6. */
    OUTSIDERS_SILENT("a stack that is not in the group advertises nothing"),
    /** I7. */
    EPOCHS_GROW("epochs only grow"),
    /** Ownership of an address is one history: intervals in the order of their epochs, none within another. */
    LINEAR_HISTORY("ownership is one history in the order of its epochs"),
    /** Every byte of a connection arrives once and in order. */
    BYTES_WHOLE("every byte comes back once and in order"),
    /** Connections end and transfer after healing. */
    CONNECTIONS_GO_ON("after healing no connection is stuck"),
    /** Frames are given back. */
    NO_LEAK("every frame goes back to its pool"),
    /** Nothing throws. */
    NO_EXCEPTION("nothing in a loop throws"),
    /** Stacks that are started become ready. */
    COMES_UP("a stack that is started becomes ready");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    /** The rule in words. */
    public String words() {
        return words;
    }
}
