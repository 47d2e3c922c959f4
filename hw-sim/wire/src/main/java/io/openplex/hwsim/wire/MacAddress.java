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

    /** Parses 12 hex digits, with or without {@code :} or {@code -} between bytes. */
    public static Optional<MacAddress> tryParse(String text) {
        String digits = text.length() == 17 ? text.replace(":", "").replace("-", "") : text;
        if (digits.length() != 12) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < 12; i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), 16) : -1;
            if (digit < 0) {
                return Optional.empty();
            }
            bits = bits << 4 | digit;
        }
        return Optional.of(new MacAddress(bits));
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
