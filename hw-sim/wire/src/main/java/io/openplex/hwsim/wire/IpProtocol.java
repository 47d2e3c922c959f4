package io.openplex.hwsim.wire;

/** IP protocol numbers that the stack knows. */
public final class IpProtocol {
    /** ICMP. */
    public static final int ICMP = 1;

    /** IP in IP. */
    public static final int IPIP = 4;

    /** TCP. */
    public static final int TCP = 6;

    /** UDP. */
    public static final int UDP = 17;

    /** IPv6 in IP. */
    public static final int IPV6 = 41;

    /** GRE. */
    public static final int GRE = 47;

    /** ICMPv6. */
    public static final int ICMPV6 = 58;

    /** OSPF. */
    public static final int OSPF = 89;

    private IpProtocol() {}
}
