package io.openplex.deploy.simulation.xcf;

/** What can be wrong with signalling from one system to another, in one direction, until it is switched off. */
public enum LinkFault {
    /**
     * Nothing arrives in this direction. The link does not notice: signals wait and arrive when this is switched off,
     * unless the member that made the connection gives it up after half a minute.
     */
    SILENT,

    /** The connection is reset, in both directions whichever of them this is set for, and cannot be made again. */
    BROKEN,

    /** Signals take up to half a second, each in its order. */
    SLOW
}
