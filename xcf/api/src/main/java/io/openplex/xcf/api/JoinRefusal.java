package io.openplex.xcf.api;

/** Why a join was refused. */
public enum JoinRefusal {
    /** Another live daemon carries this member name. */
    NAME_IN_USE,
    /** An active member works with other values of the right to own: neither could count on the other's promise. */
    OTHER_VALUES,
    /** The coordination service does not answer. */
    UNAVAILABLE,
    /** The coordination service refuses access to the group. */
    NOT_AUTHORIZED
}
