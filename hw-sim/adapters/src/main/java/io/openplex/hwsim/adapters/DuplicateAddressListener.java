package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.IpAddress;

/** Hears that another station on the LAN claims an address that is registered here (return code E00A). */
@FunctionalInterface
public interface DuplicateAddressListener {
    /** For whoever does not want to know. */
    DuplicateAddressListener NONE = (address, mac, takeover, nowNanos) -> {};

    /**
     * Called for every such ARP packet, on the caller's thread of {@link AdapterSession#poll}, after the adapter has
     * reacted; it may deregister the address.
     *
     * @param mac Ethernet address of the other station
     * @param takeover whether the address was registered with the takeover flag; its announcement is then repeated
     */
    void duplicate(IpAddress address, long mac, boolean takeover, long nowNanos);
}
