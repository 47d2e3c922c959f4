package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;

/** A statement that says how interfaces of the stack are treated. */
public sealed interface InterfaceStatement {
    /** MTU when none is coded. */
    int DEFAULT_MTU = 576;

    /** IP_address, Name and Subnet_Mask. */
    InterfaceMatch match();

    /** Destination_Addr, the peer of a point-to-point link. */
    Optional<IpAddress> destination();

    /** MTU in bytes. */
    int mtu();

    /** TCP hints. */
    TcpHints hints();

    /** Line of the statement. */
    int line();

    /**
     * Which interfaces a statement is for.
     *
     * @param address IP_address
     * @param name Name in upper case; empty with a wildcard that has none
     * @param maskLength Subnet_Mask as a prefix length; empty with a wildcard: the class mask of each interface
     *     (unconfirmed)
     */
    record InterfaceMatch(AddressPattern address, String name, Optional<Integer> maskLength) {
        /** The range of DVIPAs, when the address is the subnet number of the mask (omproute.md 2.3). */
        public Optional<IpPrefix> range() {
            if (address.isWildcard() || maskLength.isEmpty()) {
                return Optional.empty();
            }
            IpPrefix prefix = new IpPrefix(address.address(), maskLength.get());
            return prefix.equals(prefix.network()) ? Optional.of(prefix) : Optional.empty();
        }
    }

    /**
     * INTERFACE: neither OSPF nor RIP runs on it.
     *
     * @param match which interfaces
     * @param destination Destination_Addr
     * @param mtu MTU
     * @param hints TCP hints
     * @param line line of the statement
     */
    record PlainInterface(InterfaceMatch match, Optional<IpAddress> destination, int mtu, TcpHints hints, int line)
            implements InterfaceStatement {}

    /**
     * OSPF_INTERFACE.
     *
     * @param match which interfaces
     * @param destination Destination_Addr
     * @param mtu MTU
     * @param hints TCP hints
     * @param area Attaches_To_Area
     * @param timers timers
     * @param ospf priority, cost and the like
     * @param authentication Authentication_Type; empty: the area's
     * @param keyId Authentication_Key_ID, 0-255
     * @param key Authentication_Key
     * @param nonBroadcast its neighbours, when Non_Broadcast=YES
     * @param line line of the statement
     */
    record OspfInterface(
            InterfaceMatch match,
            Optional<IpAddress> destination,
            int mtu,
            TcpHints hints,
            IpAddress area,
            OspfTimers timers,
            OspfInterfaceOptions ospf,
            Optional<Authentication> authentication,
            int keyId,
            AuthenticationKey key,
            Optional<NonBroadcast> nonBroadcast,
            int line)
            implements InterfaceStatement {}
}
