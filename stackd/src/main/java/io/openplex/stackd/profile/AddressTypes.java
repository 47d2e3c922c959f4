package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.proto.statements.OperandType;
import java.util.Optional;

/** Operand types for addresses. */
final class AddressTypes {
    /** An IPv4 address in dotted decimal. */
    static final OperandType<IpAddress> IPV4 = OperandType.of(
            "AN IPV4 ADDRESS", "192.0.2.1", text -> IpAddress.tryParse(text).filter(IpAddress::isV4));

    /** An IPv6 address. */
    static final OperandType<IpAddress> IPV6 = OperandType.of(
            "AN IPV6 ADDRESS", "2001:db8::1", text -> IpAddress.tryParse(text).filter(a -> !a.isV4()));

    /** An address of either family. */
    static final OperandType<IpAddress> ADDRESS = OperandType.of("AN IP ADDRESS", "192.0.2.1", IpAddress::tryParse);

    /** A contiguous dotted mask, as its prefix length 1-32. */
    static final OperandType<Integer> MASK = OperandType.of(
            "A CONTIGUOUS ADDRESS MASK",
            "255.255.255.0",
            text -> IpAddress.tryParse(text).flatMap(IpPrefix::lengthOfMask).filter(length -> length > 0));

    /** {@code a/length} of IPv4; the length must be there. */
    static final OperandType<IpPrefix> IPV4_PREFIX = OperandType.of(
            "AN IPV4 ADDRESS/LENGTH",
            "192.0.2.1/24",
            text -> prefix(text).filter(p -> p.address().isV4()));

    /** {@code a/length} of IPv6; the length must be there. */
    static final OperandType<IpPrefix> IPV6_PREFIX = OperandType.of(
            "AN IPV6 ADDRESS/LENGTH",
            "2001:db8::1/64",
            text -> prefix(text).filter(p -> !p.address().isV4()));

    /** {@code a}, {@code a/0} or {@code a/length} of IPv4; without a length the prefix is the host's. */
    static final OperandType<IpPrefix> IPV4_ADDRESS_OR_PREFIX = OperandType.of(
            "AN IPV4 ADDRESS",
            "192.0.2.1/24",
            text -> IpPrefix.tryParse(text).filter(p -> p.address().isV4()));

    /** {@code a} or {@code a/length} of IPv6; without a length the prefix is the host's. */
    static final OperandType<IpPrefix> IPV6_ADDRESS_OR_PREFIX = OperandType.of(
            "AN IPV6 ADDRESS",
            "2001:db8::1",
            text -> IpPrefix.tryParse(text).filter(p -> !p.address().isV4()));

    /** Twelve hexadecimal digits that are a unicast, locally administered address. */
    static final OperandType<MacAddress> MAC =
            OperandType.of("A LOCALLY ADMINISTERED MAC ADDRESS", "02AABBCCDDEE", text -> {
                if (!text.matches("[0-9A-Fa-f]{12}")) {
                    return Optional.empty();
                }
                long bits = Long.parseLong(text, 16);
                boolean local = (bits >>> 41 & 1) == 1;
                boolean unicast = (bits >>> 40 & 1) == 0;
                return local && unicast ? Optional.of(new MacAddress(bits)) : Optional.empty();
            });

    private AddressTypes() {}

    private static Optional<IpPrefix> prefix(String text) {
        return text.indexOf('/') < 0 ? Optional.empty() : IpPrefix.tryParse(text);
    }
}
