package io.openplex.hwsim.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * An IP address of either family. An IPv4 address is held as its IPv4-mapped form {@code ::ffff:a.b.c.d}, so that two
 * {@code long}s are a key for both families; {@link #isV4()} tells which it is.
 *
 * <p>Ordering is by family (IPv4 first, as displays list them) and then numerically, unsigned.
 */
public final class IpAddress implements Comparable<IpAddress> {
    /** High part of every IPv4 address. */
    public static final long V4_HIGH = 0L;

    private static final long V4_PREFIX = 0xffffL << 32;

    /** {@code 0.0.0.0}. */
    public static final IpAddress ANY4 = v4(0);

    /** {@code ::}. */
    public static final IpAddress ANY6 = new IpAddress(0, 0);

    /** {@code 127.0.0.1}. */
    public static final IpAddress LOOPBACK4 = v4(0x7f000001);

    private final long high;
    private final long low;

    private IpAddress(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** An IPv4 address from its 32 bits, network order in an int ({@code 0xC0000201} is 192.0.2.1). */
    public static IpAddress v4(int bits) {
        return new IpAddress(V4_HIGH, lowOfV4(bits));
    }

    /** An address from its two halves (IPv4 in mapped form). */
    public static IpAddress of(long high, long low) {
        return new IpAddress(high, low);
    }

    /** The low half that represents an IPv4 address. */
    public static long lowOfV4(int bits) {
        return V4_PREFIX | (bits & 0xffffffffL);
    }

    /** From 4 or 16 bytes in network order. */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length == 4) {
            int bits = 0;
            for (byte b : bytes) {
                bits = bits << 8 | (b & 0xff);
            }
            return v4(bits);
        }
        if (bytes.length != 16) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | (bytes[i] & 0xff);
            low = low << 8 | (bytes[i + 8] & 0xff);
        }
        return new IpAddress(high, low);
    }

    /** Parses either family; throws when the text is not an address (for constants; input uses {@link #tryParse}). */
    public static IpAddress parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /**
     * Parses dotted decimal (leading zeros stay decimal, profile.md 1.2) or RFC 4291 text without zone. The mapped form
     * {@code ::ffff:a.b.c.d} is the IPv4 address itself.
     *
     * @return empty when the text is no address
     */
    public static Optional<IpAddress> tryParse(String text) {
        return text.indexOf(':') >= 0
                ? IpText.parseV6(text)
                : IpText.parseV4(text).map(IpAddress::v4);
    }

    /** True for IPv4. */
    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xffffL;
    }

    /** The 32 bits of an IPv4 address. */
    public int v4Bits() {
        if (!isV4()) {
            throw new IllegalStateException(this + " is not an IPv4 address");
        }
        return (int) low;
    }

    /** First 64 bits (0 for IPv4). */
    public long high() {
        return high;
    }

    /** Last 64 bits (mapped form for IPv4). */
    public long low() {
        return low;
    }

    /** Number of address bits: 32 or 128. */
    public int bitLength() {
        return isV4() ? 32 : 128;
    }

    /** {@code 0.0.0.0} or {@code ::}. */
    public boolean isAny() {
        return equals(ANY4) || equals(ANY6);
    }

    /** 127/8 or ::1. */
    public boolean isLoopback() {
        return isV4() ? (int) low >>> 24 == 127 : high == 0 && low == 1;
    }

    /** 224/4 or ff00::/8. */
    public boolean isMulticast() {
        return isV4() ? (int) low >>> 28 == 14 : high >>> 56 == 0xff;
    }

    /** 4 or 16 bytes in network order. */
    public byte[] toBytes() {
        int n = isV4() ? 4 : 16;
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            int fromEnd = n - 1 - i;
            long half = fromEnd < 8 ? low : high;
            bytes[i] = (byte) (half >>> 8 * (fromEnd & 7));
        }
        return bytes;
    }

    /** Dotted decimal, or RFC 5952 text in upper case as the console prints it (operations.md 1.3). */
    public String toConsole() {
        return toString().toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (isV4() != other.isV4()) {
            return isV4() ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && that.high == high && that.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    @Override
    public String toString() {
        return isV4() ? IpText.formatV4((int) low) : IpText.formatV6(high, low);
    }
}
