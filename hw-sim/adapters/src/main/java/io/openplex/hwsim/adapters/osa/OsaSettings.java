package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.Optional;

/**
 * What a session asks for when it is activated: the part of an INTERFACE statement that the adapter must know.
 *
 * @param lpar name of the LPAR, for displays and as part of the identity from which an own address is made
 * @param portName PORTNAME
 * @param layer what is exchanged: IP packets or Ethernet frames
 * @param interfaceAddress the interface's IP address, source of ARP requests; must be IPv4 for IPv4 next hops
 * @param vlan VLANID 1 to 4094, or {@link Frame#NO_VLAN}
 * @param vmac MAC address of the session's own, or the port's burned-in one
 * @param routing VMAC ROUTEALL or ROUTELCL; without a VMAC it means nothing
 * @param router role for IPv4; with a VMAC it means nothing (hardware.md 2.3)
 * @param router6 role for IPv6
 * @param isolate ISOLATE: nothing to or from other sessions of the port inside the adapter
 * @param groups which frames for several stations are wanted beside the registered groups
 */
public record OsaSettings(
        String lpar,
        String portName,
        Layer layer,
        IpAddress interfaceAddress,
        int vlan,
        Vmac vmac,
        Routing routing,
        RouterRole router,
        RouterRole router6,
        boolean isolate,
        Groups groups) {

    /** Unit that a session exchanges with the adapter (hardware.md 1.11). */
    public enum Layer {
        /** Complete Ethernet frames; ARP and neighbour discovery are the host's. */
        LAYER2,
        /** IP packets; ARP is the adapter's. */
        LAYER3
    }

    /** What happens to a packet that is sent to the session's VMAC (hardware.md 2.3 step 2). */
    public enum Routing {
        /** Delivered whatever its IP destination. */
        ROUTEALL,
        /** Delivered only when its IP destination is registered. */
        ROUTELCL
    }

    /**
     * Where a session's MAC address comes from (hardware.md 2.4).
     *
     * @param origin who gives it
     * @param address the address when it is configured
     */
    public record Vmac(Origin origin, Optional<MacAddress> address) {
        /** No VMAC: the burned-in address, shared by all sessions without one. */
        public static final Vmac NONE = new Vmac(Origin.BURNED_IN, Optional.empty());

        /** VMAC without an address: the adapter makes one, the same each time for the same LPAR and VLAN. */
        public static final Vmac GENERATED = new Vmac(Origin.OSA, Optional.empty());

        /** Who gives the address. */
        public enum Origin {
            /** The hardware. */
            BURNED_IN,
            /** The profile. */
            CONFIGURED,
            /** The adapter. */
            OSA
        }

        /** VMAC with an address. */
        public static Vmac of(MacAddress address) {
            return new Vmac(Origin.CONFIGURED, Optional.of(address));
        }

        /** The session has an address of its own. */
        public boolean own() {
            return origin != Origin.BURNED_IN;
        }
    }

    /**
     * Frames for several stations.
     *
     * @param broadcast IPv4 broadcasts are wanted
     * @param multicast all IP multicasts are wanted, registered or not (SETRTG 3, multicast router)
     */
    public record Groups(boolean broadcast, boolean multicast) {
        /** Registered groups only. */
        public static final Groups REGISTERED = new Groups(false, false);
    }

    /** Refuses what no INTERFACE statement can say. */
    public OsaSettings {
        if (vlan != Frame.NO_VLAN && (vlan < 1 || vlan > 4094)) {
            throw new IllegalArgumentException("VLANID " + vlan + " is not between 1 and 4094");
        }
        if (vmac.origin() == Vmac.Origin.CONFIGURED) {
            long bits = vmac.address().orElseThrow().bits();
            if (MacAddress.isGroup(bits) || bits == 0) {
                throw new IllegalArgumentException("not the address of one station: " + vmac.address());
            }
        }
        if (layer == Layer.LAYER2 && !vmac.own()) {
            throw new IllegalArgumentException("a layer-2 session has a MAC address of its own");
        }
    }

    /** Layer 3 with this VMAC, ROUTEALL, no VLAN, not isolated, registered groups only. */
    public static OsaSettings of(String portName, MacAddress vmac, IpAddress interfaceAddress) {
        return of("", portName, Vmac.of(vmac), interfaceAddress);
    }

    /** Layer 3, ROUTEALL, no VLAN, NONROUTER, not isolated, registered groups only. */
    public static OsaSettings of(String lpar, String portName, Vmac vmac, IpAddress interfaceAddress) {
        return new OsaSettings(
                lpar,
                portName,
                Layer.LAYER3,
                interfaceAddress,
                Frame.NO_VLAN,
                vmac,
                Routing.ROUTEALL,
                RouterRole.NONROUTER,
                RouterRole.NONROUTER,
                false,
                Groups.REGISTERED);
    }

    /** The same as a layer-2 session. */
    public OsaSettings withLayer2() {
        return new OsaSettings(
                lpar, portName, Layer.LAYER2, interfaceAddress, vlan, vmac, routing, router, router6, isolate, groups);
    }

    /** The same with another VLAN id. */
    public OsaSettings withVlan(int id) {
        return new OsaSettings(
                lpar, portName, layer, interfaceAddress, id, vmac, routing, router, router6, isolate, groups);
    }

    /** The same with another routing. */
    public OsaSettings withRouting(Routing other) {
        return new OsaSettings(
                lpar, portName, layer, interfaceAddress, vlan, vmac, other, router, router6, isolate, groups);
    }

    /** The same with another role for both IP versions. */
    public OsaSettings withRouter(RouterRole role) {
        return new OsaSettings(
                lpar, portName, layer, interfaceAddress, vlan, vmac, routing, role, role, isolate, groups);
    }

    /** The same with ISOLATE or NOISOLATE. */
    public OsaSettings withIsolate(boolean isolated) {
        return new OsaSettings(
                lpar, portName, layer, interfaceAddress, vlan, vmac, routing, router, router6, isolated, groups);
    }

    /** The same with broadcasts and all multicasts switched. */
    public OsaSettings withGroups(boolean broadcasts, boolean multicasts) {
        return new OsaSettings(
                lpar,
                portName,
                layer,
                interfaceAddress,
                vlan,
                vmac,
                routing,
                router,
                router6,
                isolate,
                new Groups(broadcasts, multicasts));
    }
}
