package io.openplex.distributor.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One VIPADISTRIBUTE statement (dvipa-and-distributor.md 1.7).
 *
 * @param delete DELETE rather than DEFINE
 * @param method DISTMETHOD with its options
 * @param sysplexPorts SYSPLEXPORTS coded
 * @param optLocal value of OPTLOCAL, 1 when coded bare; empty for NOOPTLOCAL
 * @param timedAffinitySeconds TIMEDAFFINITY, 0 for none
 * @param tier TIER1 or TIER2 with their options
 * @param address the DVIPA; empty when it is named by its interface (IPv6)
 * @param interfaceName IPv6 interface name, upper case, else empty
 * @param ports PORT operands; empty: dynamic ports
 * @param allTargets DESTIP ALL
 * @param destinations DESTIP list; empty with {@code allTargets}
 */
public record VipaDistribute(
        boolean delete,
        MethodOptions method,
        boolean sysplexPorts,
        OptionalInt optLocal,
        int timedAffinitySeconds,
        TierOptions tier,
        Optional<IpAddress> address,
        String interfaceName,
        List<PortRange> ports,
        boolean allTargets,
        List<Destination> destinations) {
    /** A round-robin definition for single ports and all stacks. */
    public static VipaDistribute roundRobin(IpAddress address, int... ports) {
        List<PortRange> ranges =
                java.util.Arrays.stream(ports).mapToObj(PortRange::of).toList();
        return new VipaDistribute(
                false,
                MethodOptions.of(Method.ROUNDROBIN),
                false,
                OptionalInt.empty(),
                0,
                TierOptions.NONE,
                Optional.of(address),
                "",
                ranges,
                true,
                List.of());
    }

    /**
     * DISTMETHOD and the options of the methods; those of other methods keep their defaults.
     *
     * @param method the method
     * @param procTypeCp PROCTYPE CP, 0-99, default 1
     * @param procTypeZaap PROCTYPE ZAAP, 0-99, default 0
     * @param procTypeZiip PROCTYPE ZIIP, 0-99, default 0
     * @param crossoverZaap PROCXCOST ZAAP, 1-100, default 1
     * @param crossoverZiip PROCXCOST ZIIP, 1-100, default 1
     * @param ilWeighting ILWEIGHTING, 0-3, default 0
     * @param autoSwitchBack AUTOSWITCHBACK, the default
     * @param healthSwitch HEALTHSWITCH, the default
     */
    public record MethodOptions(
            Method method,
            int procTypeCp,
            int procTypeZaap,
            int procTypeZiip,
            int crossoverZaap,
            int crossoverZiip,
            int ilWeighting,
            boolean autoSwitchBack,
            boolean healthSwitch) {
        /** The method with all options at their defaults. */
        public static MethodOptions of(Method method) {
            return new MethodOptions(method, 1, 0, 0, 1, 1, 0, true, true);
        }
    }

    /**
     * TIER1 and TIER2.
     *
     * @param tier 0 for neither, 1 or 2
     * @param group group name, up to 16 characters, else empty
     * @param encapsulation how packets reach targets that are no z/OS stacks
     * @param controlPort CONTROLPORT, default {@link #DEFAULT_CONTROL_PORT}
     */
    public record TierOptions(int tier, String group, Encapsulation encapsulation, int controlPort) {
        /** CONTROLPORT when none is coded. */
        public static final int DEFAULT_CONTROL_PORT = 1702;

        /** Neither tier coded. */
        public static final TierOptions NONE = new TierOptions(0, "", Encapsulation.NONE, DEFAULT_CONTROL_PORT);
    }

    /** GRE or ENCAP of TIER1. */
    public enum Encapsulation {
        /** Neither. */
        NONE,
        /** GRE. */
        GRE,
        /** ENCAP. */
        ENCAP
    }
}
