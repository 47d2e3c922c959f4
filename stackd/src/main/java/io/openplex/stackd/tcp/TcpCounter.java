package io.openplex.stackd.tcp;

/** What TCP counts. */
public enum TcpCounter {
    /** Segments received, good and bad. */
    SEGMENTS_IN,
    /** Segments sent. */
    SEGMENTS_OUT,
    /** Segments sent again. */
    RETRANSMITTED,
    /** Resets sent. */
    RESETS_OUT,
    /** Resets received that ended a connection. */
    RESETS_IN,
    /** Dropped: header or options do not fit. */
    BAD_HEADER,
    /** Dropped: checksum wrong. */
    BAD_CHECKSUM,
    /** Dropped: port 0, or a source or destination that no connection can have. */
    BAD_ADDRESS,
    /** Segments without connection or listener that were answered with a reset. */
    UNKNOWN_RESET,
    /** Segments without connection or listener that the policy dropped. */
    UNKNOWN_DROPPED,
    /** SYNs dropped: the listener's backlog is full. */
    BACKLOG_FULL,
    /** Connections refused or dropped: the bound on connections is reached. */
    CONNECTIONS_FULL,
    /** Segments outside the window. */
    OUT_OF_WINDOW,
    /** Challenge acknowledgements sent (RFC 5961). */
    CHALLENGES_OUT,
    /** Challenge acknowledgements withheld by the rate limit. */
    CHALLENGES_LIMITED,
    /** Out-of-order text dropped because too many gaps were open. */
    OUT_OF_ORDER_DROPPED,
    /** Text dropped, or writes put off: the memory for buffers is used up. */
    NO_BUFFER,
    /** Times that no frame was free for a segment. */
    NO_FRAME,
    /** Retransmission time-outs. */
    RTO_EXPIRED,
    /** Fast retransmissions. */
    FAST_RETRANSMITS,
    /** Zero-window probes sent. */
    WINDOW_PROBES,
    /** Connections opened by this side. */
    OPENED,
    /** Connections accepted. */
    ACCEPTED,
    /** Connections given up because the peer was silent. */
    TIMED_OUT,
    /** TIME-WAIT connections that ended early to make room. */
    TIME_WAIT_EVICTED,
    /** TIME-WAIT connections taken over by a new SYN. */
    TIME_WAIT_REUSED,
    /** Half-open incoming connections that ended because their address was another stack's when they had to answer. */
    HALF_OPEN_ENDED
}
