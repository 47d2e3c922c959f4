package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;

/**
 * What an INTERFACE statement says about its OSA.
 *
 * @param portName PORTNAME
 * @param mac the port's own address (VMAC or burned-in), not a group address
 * @param interfaceAddress the interface's IP address, source of ARP requests; must be IPv4 for IPv4 next hops
 * @param vlan VLANID 1 to 4094, or {@link Frame#NO_VLAN}
 * @param routing VMAC ROUTEALL or ROUTELCL
 * @param broadcast whether IPv4 broadcasts are wanted
 * @param multicast whether IP multicasts are wanted
 */
public record OsaSettings(
        String portName,
        MacAddress mac,
        IpAddress interfaceAddress,
        int vlan,
        Routing routing,
        boolean broadcast,
        boolean multicast) {

    /** What happens to a packet that is sent to this port's MAC address (hardware.md 2.3 step 2). */
    public enum Routing {
        /** Delivered whatever its IP destination. */
        ROUTEALL,
        /** Delivered only when its IP destination is registered. */
        ROUTELCL
    }

    /** Refuses what no INTERFACE statement can say. */
    public OsaSettings {
        if (MacAddress.isGroup(mac.bits()) || mac.bits() == 0) {
            throw new IllegalArgumentException("not the address of one station: " + mac);
        }
        if (vlan != Frame.NO_VLAN && (vlan < 1 || vlan > 4094)) {
            throw new IllegalArgumentException("VLANID " + vlan + " is not between 1 and 4094");
        }
    }

    /** ROUTEALL, no VLAN, neither broadcast nor multicast. */
    public static OsaSettings of(String portName, MacAddress mac, IpAddress interfaceAddress) {
        return new OsaSettings(portName, mac, interfaceAddress, Frame.NO_VLAN, Routing.ROUTEALL, false, false);
    }

    /** The same with another VLAN id. */
    public OsaSettings withVlan(int id) {
        return new OsaSettings(portName, mac, interfaceAddress, id, routing, broadcast, multicast);
    }

    /** The same with another routing. */
    public OsaSettings withRouting(Routing other) {
        return new OsaSettings(portName, mac, interfaceAddress, vlan, other, broadcast, multicast);
    }

    /** The same with broadcast and multicast switched. */
    public OsaSettings withGroups(boolean broadcasts, boolean multicasts) {
        return new OsaSettings(portName, mac, interfaceAddress, vlan, routing, broadcasts, multicasts);
    }
}
