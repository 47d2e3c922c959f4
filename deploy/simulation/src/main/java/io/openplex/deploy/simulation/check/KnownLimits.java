package io.openplex.deploy.simulation.check;

/**
 * What the plain take-over rule does not cover, by name and reason. A violation that one of these explains is counted
 * apart; every other one is a defect. This is the only place where something is excused.
 */
public enum KnownLimits {
    /** Only proof of death or the session decides; a running stack may not hear that its session has ended. */
    SESSION_ENDED_UNHEARD("its session ended, by a fault of the coordination service, and it has not heard of it yet"),
    /** The rebuild window is closed after 5 s whoever has not reported. */
    TARGET_COULD_NOT_REPORT(
            "the target stood still or its signalling was disturbed when ownership changed, so it could not report"),
    /** A holder that has stopped answering to hand over needs the service to finish, or to resume. */
    HANDED_OVER_WITHOUT_SERVICE("the service went away while the address was being handed over");

    private final String reason;

    KnownLimits(String reason) {
        this.reason = reason;
    }

    /** Why it is no defect of what there is today. */
    public String reason() {
        return reason;
    }
}
