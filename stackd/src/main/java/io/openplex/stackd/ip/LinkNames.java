package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Locale;

/** Names of links that no statement defines (operations.md 1.3, 4.5). */
public final class LinkNames {
    /** Loopback, IPv4. */
    public static final String LOOPBACK = "LOOPBACK";

    /** Loopback, IPv6. */
    public static final String LOOPBACK6 = "LOOPBACK6";

    /** Link to the other stacks of this system, IPv4. */
    public static final String SAME_MVS = "EZASAMEMVS";

    /** Interface to the other stacks of this system, IPv6. */
    public static final String SAME_MVS6 = "EZ6SAMEMVS";

    /** Device of the link to the other stacks of this system. */
    public static final String SAME_MVS_DEVICE = "IUTSAMEH";

    /** HiperSockets interface of dynamic XCF, IPv6. */
    public static final String IQDIO6 = "IQDIOINTF6";

    /** HiperSockets device of dynamic XCF. */
    public static final String IQDIO_DEVICE = "IUTIQDIO";

    private LinkNames() {}

    /** Link of an IPv4 DVIPA: VIPL and eight hex digits; IPv6 DVIPAs have the name from their statement. */
    public static String vipl(IpAddress dvipa) {
        return String.format(Locale.ROOT, "VIPL%08X", dvipa.v4Bits());
    }

    /** XCF link to a partner on another CPC, IPv4: EZAXCF and the partner's SYSCLONE. */
    public static String xcf(String sysclone) {
        return "EZAXCF" + sysclone;
    }

    /**
     * HiperSockets link of dynamic XCF, IPv4: IQDIOLNK and eight hex digits of this stack's own dynamic XCF address.
     */
    public static String iqdio(IpAddress ownXcf) {
        return String.format(Locale.ROOT, "IQDIOLNK%08X", ownXcf.v4Bits());
    }

    /** XCF interface to a partner on another CPC, IPv6. */
    public static String xcf6(String sysclone) {
        return "EZ6XCF" + sysclone;
    }
}
