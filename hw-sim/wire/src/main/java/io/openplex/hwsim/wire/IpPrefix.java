package io.openplex.hwsim.wire;

import java.util.Optional;

/**
 * An address with a prefix length. The address keeps its host bits ({@link #network()} clears them).
 *
 * @param address the address
 * @param length prefix length in bits, 0 to 32 or 0 to 128
 */
public record IpPrefix(IpAddress address, int length) implements Comparable<IpPrefix> {
    /** Refuses a length that the family does not have. */
    public IpPrefix {
        if (length < 0 || length > address.bitLength()) {
            throw new IllegalArgumentException("prefix length " + length + " for " + address);
        }
    }

    /** The prefix that holds only this address. */
    public static IpPrefix host(IpAddress address) {
        return new IpPrefix(address, address.bitLength());
    }

    /** Parses {@code address/length}; throws on anything else (for constants). */
    public static IpPrefix parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an address/length: " + text));
    }

    /** Parses {@code address/length}, or a bare address as a host prefix. */
    public static Optional<IpPrefix> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.tryParse(text).map(IpPrefix::host);
        }
        String digits = text.substring(slash + 1);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int length = Integer.parseInt(digits);
        return IpAddress.tryParse(text.substring(0, slash))
                .filter(address -> length <= address.bitLength())
                .map(address -> new IpPrefix(address, length));
    }

    /** Prefix length of a contiguous dotted mask, or empty. */
    public static Optional<Integer> lengthOfMask(IpAddress mask) {
        if (!mask.isV4()) {
            return Optional.empty();
        }
        int bits = mask.v4Bits();
        int length = Integer.bitCount(bits);
        return bits == maskBits(length) ? Optional.of(length) : Optional.empty();
    }

    /** The dotted mask of an IPv4 prefix. */
    public IpAddress mask() {
        if (!address.isV4()) {
            throw new IllegalStateException("no dotted mask for " + this);
        }
        return IpAddress.v4(maskBits(length));
    }

    /** The same prefix with host bits cleared. */
    public IpPrefix network() {
        if (address.isV4()) {
            return new IpPrefix(IpAddress.v4(address.v4Bits() & maskBits(length)), length);
        }
        long high = address.high() & longMask(Math.min(length, 64));
        long low = length <= 64 ? 0 : address.low() & longMask(length - 64);
        return new IpPrefix(IpAddress.of(high, low), length);
    }

    /** True when the address is of the same family and inside. */
    public boolean contains(IpAddress candidate) {
        return candidate.isV4() == address.isV4() && contains(candidate.high(), candidate.low());
    }

    /** The same for an address given as halves (IPv4 in mapped form); allocates nothing. */
    public boolean contains(long high, long low) {
        if (address.isV4()) {
            return high == 0 && low >>> 32 == 0xffffL && (((int) low ^ (int) address.low()) & maskBits(length)) == 0;
        }
        if (high == 0 && low >>> 32 == 0xffffL) {
            return false; // an IPv4 address in mapped form is in no IPv6 prefix, not even ::/0
        }
        if (((high ^ address.high()) & longMask(Math.min(length, 64))) != 0) {
            return false;
        }
        return length <= 64 || ((low ^ address.low()) & longMask(length - 64)) == 0;
    }

    private static int maskBits(int length) {
        return length == 0 ? 0 : -1 << 32 - length;
    }

    private static long longMask(int length) {
        return length == 0 ? 0 : -1L << 64 - length;
    }

    @Override
    public int compareTo(IpPrefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
