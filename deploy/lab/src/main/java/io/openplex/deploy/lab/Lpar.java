package io.openplex.deploy.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One LPAR of the lab as it is defined before anything runs.
 *
 * @param number 1 to 3: counts ports and host addresses, and is the symbol HOSTNUM in the profiles
 * @param job job name of its stack
 * @param mac burned-in address of its OSA port, 12 hex digits
 */
public record Lpar(int number, String system, String job, String sysclone, String cpc, String cpName, String mac) {
    /** Sysplex that the LPARs form. */
    public static final String SYSPLEX = "LABPLEX";

    /** PORTNAME of every LPAR's only OSA port. */
    public static final String OSA_PORT = "OSA1P";

    /** The lab's LPARs: two on one CPC, one on another. */
    public static final List<Lpar> ALL = List.of(
            new Lpar(1, "SYSA", "TCPIPA", "A1", "CPC1", "VTAMA", "0200000000A1"),
            new Lpar(2, "SYSB", "TCPIPB", "B2", "CPC1", "VTAMB", "0200000000B2"),
            new Lpar(3, "SYSC", "TCPIPC", "C3", "CPC2", "VTAMC", "0200000000C3"));

    /** System symbols of the lab's profiles that are not the system's own. */
    public Map<String, String> symbols() {
        return Map.of("SYSCLONE", sysclone, "HOSTNUM", Integer.toString(number));
    }

    /** The LPAR of that system name, in any case. */
    public static Optional<Lpar> named(String system) {
        String wanted = system.toUpperCase(Locale.ROOT);
        return ALL.stream().filter(lpar -> lpar.system().equals(wanted)).findFirst();
    }

    /** The LPAR of that system name; a name that is none of the lab's is a usage error. */
    public static Lpar required(String system) {
        return named(system)
                .orElseThrow(() -> LabFailure.usage("unknown system " + system + ": the lab has " + names()));
    }

    /** All system names, for messages. */
    public static String names() {
        return String.join(", ", ALL.stream().map(Lpar::system).toList());
    }
}
