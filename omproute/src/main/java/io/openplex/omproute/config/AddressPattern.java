package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * IP_address of an interface statement: {@code a.b.c.d}, or with trailing asterisks {@code a.b.c.*} to {@code *.*.*.*}
 * (also {@code *}); omproute.md 2.3. IPv4 only, as OSPFv2 is.
 *
 * @param address the address; octets that are asterisks are zero
 * @param octets how many leading octets are given, 0 to 4; 4 is a full address
 */
public record AddressPattern(IpAddress address, int octets) implements Comparable<AddressPattern> {
    /** Refuses what no text can mean. */
    public AddressPattern {
        if (!address.isV4() || octets < 0 || octets > 4 || (address.v4Bits() & ~mask(octets)) != 0) {
            throw new IllegalArgumentException("pattern of " + octets + " octets: " + address);
        }
    }

    private static int mask(int octets) {
        return octets == 0 ? 0 : -1 << 32 - 8 * octets;
    }

    /** The pattern, or empty when the text is none. */
    public static Optional<AddressPattern> tryParse(String text) {
        if (text.equals("*")) {
            return Optional.of(new AddressPattern(IpAddress.ANY4, 0));
        }
        if (!text.matches("([0-9]{1,3}\\.){0,3}(\\*\\.){0,3}([0-9]{1,3}|\\*)") || text.split("\\.", -1).length != 4) {
            return Optional.empty();
        }
        int asterisks = (int) text.chars().filter(c -> c == '*').count();
        return IpAddress.tryParse(text.replace('*', '0'))
                .filter(a -> a.isV4() && (a.v4Bits() & ~mask(4 - asterisks)) == 0)
                .map(a -> new AddressPattern(a, 4 - asterisks));
    }

    /** Whether there are asterisks. */
    public boolean isWildcard() {
        return octets < 4;
    }

    /** Whether an address fits. */
    public boolean matches(IpAddress candidate) {
        return candidate.isV4() && (candidate.v4Bits() & mask(octets)) == address.v4Bits();
    }

    /** The more specific one first, then by address. */
    @Override
    public int compareTo(AddressPattern other) {
        int specific = Integer.compare(other.octets, octets);
        return specific != 0 ? specific : address.compareTo(other.address);
    }

    @Override
    public String toString() {
        String[] parts = address.toConsole().split("\\.", -1);
        for (int i = octets; i < 4; i++) {
            parts[i] = "*";
        }
        return String.join(".", parts);
    }
}
