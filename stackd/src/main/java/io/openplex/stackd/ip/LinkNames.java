package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Locale;

/** Names of links that no statement defines (operations.md 1.3, 4.5). */
public final class LinkNames {
    /** Loopback, IPv4. */
    public static final String LOOPBACK = "LOOPBACK";

    /** Loopback, IPv6. */
    public static final String LOOPBACK6 = "LOOPBACK6";

    private LinkNames() {}

    /** Link of an IPv4 DVIPA: VIPL and eight hex digits; IPv6 DVIPAs have the name from their statement. */
    public static String vipl(IpAddress dvipa) {
        return String.format(Locale.ROOT, "VIPL%08X", dvipa.v4Bits());
    }

    /** XCF link to a partner on another CPC, IPv4: EZAXCF and the partner's SYSCLONE. */
    public static String xcf(String sysclone) {
        return "EZAXCF" + sysclone;
    }

    /** XCF interface to a partner on another CPC, IPv6. */
    public static String xcf6(String sysclone) {
        return "EZ6XCF" + sysclone;
    }
}
