package io.openplex.deploy.simulation.fault;

/** What can go wrong. Target and other are numbers of LPARs, from 1, unless it says otherwise. */
public enum FaultKind {
    /** Frames from and to the target are lost; amount in parts per million. */
    LAN_LOSS,
    /** Frames from and to the target arrive twice; amount in parts per million. */
    LAN_DUPLICATION,
    /** Frames from and to the target are delayed by up to 20 ms and overtaken; amount in parts per million. */
    LAN_REORDERING,
    /** Nothing that the target sends on the LAN arrives. */
    LAN_MUTE,
    /** Nothing on the LAN arrives at the target. */
    LAN_DEAF,
    /** Target and other do not hear each other on the LAN. */
    LAN_SPLIT,
    /** The target's cable is out. */
    CABLE_OUT,
    /** Datagrams between target and other are lost, doubled and overtaken; amount in parts per million. */
    LINK_IMPAIRED,
    /** No datagram passes between target and other. */
    LINK_CUT,
    /** No datagram passes from target to other. */
    LINK_MUTE,
    /** Signalling from target to other suffers the link fault with the number amount. */
    SIGNALLING,
    /** Signalling between target and other is broken. */
    SIGNALLING_CUT,
    /** Heartbeats between target and other are lost, doubled and overtaken; amount in parts per million. */
    HEARTBEATS_IMPAIRED,
    /** No heartbeat passes between target and other. */
    HEARTBEATS_CUT,
    /** No heartbeat passes from target to other. */
    HEARTBEATS_MUTE,
    /** No heartbeat passes between the target and anybody. */
    HEARTBEATS_ALONE,
    /** Neither heartbeats nor signals nor the service's answers reach the target; its LAN is whole. */
    COUPLING_CUT,
    /** As heartbeats alone, and the target's way to the service suffers the service fault with the number amount. */
    COUPLING_SLOW,
    /** The target's process ends with proof and is started again. */
    CRASH,
    /** The target's process ends without proof and is started again. */
    SILENT_CRASH,
    /** The target's process ends in the middle of an iteration; amount: at which reading of the clock. */
    CRASH_IN_ITERATION,
    /** The target's process stands still. */
    FREEZE,
    /** The target's process stands still in the middle of an iteration; amount: at which reading of the clock. */
    FREEZE_IN_ITERATION,
    /** The target is stopped in order and started again. */
    STOP,
    /** The coordination service answers nobody. */
    COORDINATION_AWAY,
    /** Between the target and the coordination service there is the service fault with the number amount. */
    SERVICE,
    /** The coordination service changes its leader. */
    FAILOVER,
    /** The coordination service comes back without any memory. */
    REBUILT_EMPTY,
    /** The coordination service ends the target's session. */
    SESSION_ENDED,
    /** The operator deactivates address number amount on the target, and reactivates it. */
    DEACTIVATE,
    /** The operator has the target leave the group, and join it. */
    LEAVE_GROUP,
    /** The target's server on port amount stops listening, and starts. */
    SERVER_STOP;

    /** The process of the target is gone or stands still meanwhile. */
    public boolean stopsProcess() {
        return endsProcess() || this == FREEZE || this == FREEZE_IN_ITERATION;
    }

    /** The process of the target is gone meanwhile. */
    public boolean endsProcess() {
        return switch (this) {
            case CRASH, SILENT_CRASH, CRASH_IN_ITERATION, STOP -> true;
            default -> false;
        };
    }

    /** The target may not be heard meanwhile, or not hear others; who leaves promises nothing any more, either. */
    public boolean disturbsHeartbeats() {
        return stopsProcess()
                || switch (this) {
                    case HEARTBEATS_IMPAIRED, HEARTBEATS_CUT, HEARTBEATS_MUTE, HEARTBEATS_ALONE -> true;
                    case COUPLING_CUT, COUPLING_SLOW, LEAVE_GROUP -> true;
                    default -> false;
                };
    }

    /** Concerns no LPAR in particular. */
    public boolean concernsService() {
        return switch (this) {
            case COORDINATION_AWAY, FAILOVER, REBUILT_EMPTY -> true;
            default -> false;
        };
    }

    /** The target may not be able to signal, or to ask the service, meanwhile. */
    public boolean disturbsCoupling() {
        return switch (this) {
            case SIGNALLING, SIGNALLING_CUT, SERVICE, COUPLING_CUT, COUPLING_SLOW -> true;
            default -> false;
        };
    }

    /** Needs a second LPAR. */
    public boolean concernsPair() {
        return switch (this) {
            case LAN_SPLIT, LINK_IMPAIRED, LINK_CUT, LINK_MUTE, SIGNALLING, SIGNALLING_CUT -> true;
            case HEARTBEATS_IMPAIRED, HEARTBEATS_CUT, HEARTBEATS_MUTE -> true;
            default -> false;
        };
    }
}
