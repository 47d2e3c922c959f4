package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.omproute.config.InterfaceStatement.OspfInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an OMPROUTE.CONF says; it has no error. Lists are in the order of the file.
 *
 * @param ospf OSPF
 * @param ignoreUndefinedInterfaces GLOBAL_OPTIONS Ignore_Undefined_Interfaces
 * @param areas AREA; without any statement the backbone alone
 * @param ranges RANGE
 * @param virtualLinks VIRTUAL_LINK
 * @param boundary AS_BOUNDARY_ROUTING; empty: the router is no boundary router
 * @param interfaces OSPF_INTERFACE and INTERFACE
 */
public record OmprouteConfiguration(
        OspfOptions ospf,
        boolean ignoreUndefinedInterfaces,
        List<Area> areas,
        List<AreaRange> ranges,
        List<VirtualLink> virtualLinks,
        Optional<AsBoundary> boundary,
        List<InterfaceStatement> interfaces) {
    /** Copies the lists. */
    public OmprouteConfiguration {
        areas = List.copyOf(areas);
        ranges = List.copyOf(ranges);
        virtualLinks = List.copyOf(virtualLinks);
        interfaces = List.copyOf(interfaces);
    }

    /** The area of this number. */
    public Optional<Area> area(IpAddress number) {
        return areas.stream().filter(a -> a.number().equals(number)).findFirst();
    }

    /** OSPF_INTERFACE statements, in order. */
    public List<OspfInterface> ospfInterfaces() {
        return interfaces.stream()
                .filter(OspfInterface.class::isInstance)
                .map(OspfInterface.class::cast)
                .toList();
    }

    /** Authentication of an interface: its own, or its area's. */
    public Authentication authenticationOf(OspfInterface statement) {
        return statement
                .authentication()
                .or(() -> area(statement.area()).map(Area::authentication))
                .orElse(Authentication.NONE);
    }

    /**
     * The statement for an interface of the stack that is no DVIPA: full address and name, full address, then the
     * wildcard with the most octets (the order of the tests of the name is unconfirmed, omproute.md 2.3). Empty: the
     * interface is undefined.
     *
     * @param name the interface's name in upper case
     * @param address its address
     */
    public Optional<InterfaceStatement> forInterface(String name, IpAddress address) {
        Optional<InterfaceStatement> exact = interfaces.stream()
                .filter(i -> isFull(i, address) && i.match().name().equals(name))
                .findFirst();
        return exact.or(() -> bestMatch(address));
    }

    /**
     * The statement for a DVIPA: its full address, then the smallest range whose subnet number and mask cover it, then
     * the wildcard with the most octets.
     */
    public Optional<InterfaceStatement> forDvipa(IpAddress address) {
        Optional<InterfaceStatement> exact =
                interfaces.stream().filter(i -> isFull(i, address)).findFirst();
        Stream<InterfaceStatement> ranges = interfaces.stream()
                .filter(i -> i.match().range().filter(r -> r.contains(address)).isPresent());
        return exact.or(() -> ranges.max(Comparator.comparing(
                        (InterfaceStatement i) -> i.match().maskLength().orElse(0))))
                .or(() -> bestMatch(address));
    }

    private Optional<InterfaceStatement> bestMatch(IpAddress address) {
        return interfaces.stream()
                .filter(i -> i.match().address().matches(address))
                .min(Comparator.comparing((InterfaceStatement i) -> i.match().address()));
    }

    private static boolean isFull(InterfaceStatement statement, IpAddress address) {
        AddressPattern pattern = statement.match().address();
        return !pattern.isWildcard() && pattern.address().equals(address);
    }
}
