package io.openplex.distributor;

/** Why a VIPADISTRIBUTE statement was not accepted. */
public enum StatementRefusal {
    /** DISTMETHOD other than ROUNDROBIN. */
    UNSUPPORTED_METHOD,
    /** An option without behaviour yet: SYSPLEXPORTS, OPTLOCAL, TIMEDAFFINITY, TIER1, TIER2, GRE, ENCAP. */
    UNSUPPORTED_OPTION,
    /** PORT omitted: dynamic ports. */
    UNSUPPORTED_DYNAMIC_PORTS,
    /** More than {@link DistributorSettings#maximumPorts} ports for the DVIPA. */
    TOO_MANY_PORTS,
    /** A port, range or address is out of range or of the wrong family, or neither DESTIP ALL nor a list is there. */
    INVALID,
    /** DELETE of something that is not defined. */
    NOT_DEFINED,
    /** The IPv6 interface name is not that of a DVIPA of this stack. */
    UNKNOWN_INTERFACE
}
