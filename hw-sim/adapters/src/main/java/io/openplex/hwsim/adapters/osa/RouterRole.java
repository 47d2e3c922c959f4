package io.openplex.hwsim.adapters.osa;

/** Whether a session gets what is sent to the burned-in address for nobody's address (hardware.md 2.3 steps 4, 5). */
public enum RouterRole {
    /** Registered addresses only. */
    NONROUTER,
    /** Everything else too; one session per port, IP version and VLAN. */
    PRIROUTER,
    /** As PRIROUTER while there is no primary router; of several the first to be activated. */
    SECROUTER
}
