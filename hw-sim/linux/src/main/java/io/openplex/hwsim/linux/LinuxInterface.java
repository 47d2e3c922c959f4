package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.MacAddress;
import java.util.Optional;

/**
 * An interface of this machine as it was when a port was opened on it.
 *
 * @param name its name
 * @param mtu its MTU, bytes
 * @param mac its own address
 * @param kind kind of a virtual interface as {@code ip -d link} prints it (veth, macvlan, …); empty for a card
 * @param driver name of its driver, empty when it has none to tell
 * @param addressesRefused why it will not carry frames of other addresses than its own, as far as that can be known;
 *     empty when nothing speaks against it
 */
public record LinuxInterface(
        String name, int mtu, MacAddress mac, String kind, String driver, Optional<String> addressesRefused) {

    static LinuxInterface of(Link link, String driver, boolean wireless) {
        Optional<String> reason = reason(link, driver, wireless)
                .map(why -> link.name() + " " + why + "; give the port its own address " + link.mac());
        return new LinuxInterface(link.name(), link.mtu(), link.mac(), link.kind(), driver, reason);
    }

    /** The second half of a sentence that begins with the name of the interface. */
    private static Optional<String> reason(Link link, String driver, boolean wireless) {
        if (wireless) {
            return Optional.of("is a wireless card, which sends and hears only its own address");
        }
        switch (link.kind()) {
            case "macvlan", "macvtap" -> {
                return link.mode() == Link.MODE_PASSTHRU
                        ? Optional.empty()
                        : Optional.of("is a " + link.kind() + ", to which only frames for its own address are given");
            }
            case "ipvlan", "ipvtap" -> {
                return Optional.of("is an " + link.kind() + ", which shares one address with its card and is given"
                        + " only packets for IP addresses that Linux has on it");
            }
            default -> {}
        }
        return switch (driver) {
            case "hv_netvsc", "mana" ->
                Optional.of("belongs to Hyper-V or Azure, which drop other addresses unless MAC address spoofing is"
                        + " switched on");
            case "vmxnet3" ->
                Optional.of("belongs to vSphere, which drops other addresses unless the port group accepts forged"
                        + " transmits and promiscuous mode");
            case "ena" -> Optional.of("belongs to AWS, which drops addresses that it did not assign");
            case "gve" -> Optional.of("belongs to Google Cloud, which drops addresses that it did not assign");
            default -> Optional.empty();
        };
    }
}
