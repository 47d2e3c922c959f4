package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * INTERFACE … DEFINE (profile.md 2.2, 2.5).
 *
 * @param name 1-16 characters, upper case
 * @param kind type of the interface
 * @param portName PORTNAME, the key of the simulated adapter's port; empty for VIRTUAL
 * @param address IPADDR with its subnet; a host prefix when no subnet is known ({@code a} or {@code a/0})
 * @param mtu MTU, 576-8992; empty: what the adapter reports
 * @param vlanId VLANID, 1-4094; empty: untagged
 * @param vmac VMAC
 * @param sourceVipaInterface SOURCEVIPAINTERFACE, the name of a VIRTUAL interface or link
 * @param sharing how it shares the port with other stacks
 * @param monitored MONSYSPLEX
 * @param line line of the statement
 */
public record InterfaceDefinition(
        String name,
        Kind kind,
        String portName,
        IpPrefix address,
        OptionalInt mtu,
        OptionalInt vlanId,
        Optional<Vmac> vmac,
        Optional<String> sourceVipaInterface,
        Sharing sharing,
        boolean monitored,
        int line) {
    /** Types that take effect at this level. */
    public enum Kind {
        /** OSA-Express QDIO, IPv4. */
        IPAQENET,
        /** A static VIPA, IPv4. */
        VIRTUAL
    }

    /**
     * A MAC of the interface's own.
     *
     * @param address the address; empty: the adapter makes one
     * @param routeAll ROUTEALL (default): every packet for the MAC comes to this stack; false is ROUTELCL
     */
    public record Vmac(Optional<MacAddress> address, boolean routeAll) {}

    /**
     * How an interface behaves on a port that other stacks use too.
     *
     * @param router what it gets of packets for nobody's address; with a VMAC it means nothing
     * @param isolate ISOLATE: no traffic with other stacks of the port inside the adapter
     * @param broadcast IPBCAST: the adapter passes IPv4 broadcasts on
     */
    public record Sharing(Router router, boolean isolate, boolean broadcast) {
        /** NONROUTER, NOISOLATE, no broadcasts. */
        public static final Sharing NONE = new Sharing(Router.NONROUTER, false, false);
    }

    /** NONROUTER, PRIROUTER or SECROUTER. */
    public enum Router {
        /** Registered addresses only (default). */
        NONROUTER,
        /** Packets for nobody's address, too. */
        PRIROUTER,
        /** As PRIROUTER while the port has no primary router. */
        SECROUTER
    }

    /** Whether the interface knows its subnet. */
    public boolean hasSubnet() {
        return address.length() < address.address().bitLength();
    }
}
