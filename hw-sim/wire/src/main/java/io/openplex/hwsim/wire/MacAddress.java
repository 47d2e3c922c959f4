package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * A 48-bit Ethernet address. Hot paths use the bare {@code long} ({@link #bits()}), control paths this type.
 *
 * @param bits the address in the low 48 bits, first byte highest
 */
public record MacAddress(long bits) {
    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xffffffffffffL);

    /** Refuses more than 48 bits. */
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(bits));
        }
    }

    /** Parses 12 hex digits, bare or with {@code :} or {@code -} between the bytes. */
    public static Optional<MacAddress> tryParse(String text) {
        int stride = text.length() == 17 ? 3 : 2;
        if (text.length() != 6 * stride - (stride - 2)) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < 6; i++) {
            int at = i * stride;
            int octet = IpText.hexDigit(text.charAt(at)) << 4 | IpText.hexDigit(text.charAt(at + 1));
            boolean separated = stride == 2 || i == 5 || isSeparator(text, at + 2);
            if (octet < 0 || !separated) {
                return Optional.empty();
            }
            bits = bits << 8 | octet;
        }
        return Optional.of(new MacAddress(bits));
    }

    /** One kind of separator throughout. */
    private static boolean isSeparator(String text, int at) {
        return text.charAt(at) == text.charAt(2) && (text.charAt(at) == ':' || text.charAt(at) == '-');
    }

    /** Reads six bytes. */
    public static long read(ByteBuffer buffer, int offset) {
        return (buffer.getInt(offset) & 0xffffffffL) << 16 | (buffer.getShort(offset + 4) & 0xffffL);
    }

    /** Writes six bytes. */
    public static void write(ByteBuffer buffer, int offset, long bits) {
        buffer.putInt(offset, (int) (bits >>> 16));
        buffer.putShort(offset + 4, (short) bits);
    }

    /** Group bit set (multicast or broadcast). */
    public static boolean isGroup(long bits) {
        return (bits >>> 40 & 1) != 0;
    }

    /** The Ethernet group address of an IPv4 multicast group (RFC 1112 6.4): 01:00:5e and its low 23 bits. */
    public static long ofGroupV4(int group) {
        return 0x01005e000000L | (group & 0x7fffff);
    }

    /** 12 upper-case hex digits, as displays print it. */
    public String toConsole() {
        return String.format(Locale.ROOT, "%012X", bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            if (shift < 40) {
                text.append(':');
            }
            text.append(String.format(Locale.ROOT, "%02x", bits >>> shift & 0xff));
        }
        return text.toString();
    }
}
