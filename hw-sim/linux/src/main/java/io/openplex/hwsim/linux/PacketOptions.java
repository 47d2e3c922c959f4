package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.MacAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link PacketLanPort} is opened.
 *
 * @param offloads the receiver takes frames with unfinished checksums and TCP segments of up to 64 KB; otherwise the
 *     port finishes and cuts them
 * @param addresses the interface is told to receive these addresses and all groups; empty for whatever passes on the
 *     LAN (promiscuous)
 * @param namespace file that names the network namespace of the interface; empty for the caller's
 */
public record PacketOptions(boolean offloads, List<MacAddress> addresses, Optional<Path> namespace) {
    /** Refuses group addresses, which need no asking. */
    public PacketOptions {
        addresses = List.copyOf(addresses);
        for (MacAddress address : addresses) {
            if (MacAddress.isGroup(address.bits())) {
                throw new IllegalArgumentException("not the address of one station: " + address);
            }
        }
    }

    /** Plain frames, promiscuous, in the caller's namespace. */
    public static PacketOptions plain() {
        return new PacketOptions(false, List.of(), Optional.empty());
    }

    /** The same, taking offloads. */
    public PacketOptions withOffloads() {
        return new PacketOptions(true, addresses, namespace);
    }

    /** The same, receiving these addresses. */
    public PacketOptions withAddresses(List<MacAddress> wanted) {
        return new PacketOptions(offloads, wanted, namespace);
    }

    /** The same in another namespace. */
    public PacketOptions inNamespace(Path file) {
        return new PacketOptions(offloads, addresses, Optional.of(file));
    }
}
