package io.openplex.omproute.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Authentication_Key: {@code 0x} and 32 hexadecimal digits, or text, in quotes or not, with an optional {@code A}
 * before the quotes. Text is taken as ASCII in all forms; z/OS takes text without {@code A} in its own code page
 * (unconfirmed, omproute.md 2.3). Never shown.
 */
public final class AuthenticationKey {
    /** Longest password in bytes. */
    public static final int PASSWORD_BYTES = 8;

    /** Length of an MD5 key in bytes; shorter text is filled with zeros. */
    public static final int MD5_BYTES = 16;

    /** No key: all zeros. */
    public static final AuthenticationKey NONE = new AuthenticationKey(new byte[0]);

    private final byte[] bytes;

    private AuthenticationKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key, or empty when the text is none. */
    public static Optional<AuthenticationKey> tryParse(String text) {
        if (text.toLowerCase(Locale.ROOT).startsWith("0x")) {
            String digits = text.substring(2);
            return digits.matches("[0-9A-Fa-f]{32}")
                    ? Optional.of(new AuthenticationKey(HexFormat.of().parseHex(digits)))
                    : Optional.empty();
        }
        String plain =
                text.matches("[Aa]?\"[^\"]*\"") ? text.substring(text.indexOf('"') + 1, text.length() - 1) : text;
        boolean printable = plain.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"');
        return printable && !plain.isEmpty() && plain.length() <= MD5_BYTES
                ? Optional.of(new AuthenticationKey(plain.getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    /** The key's bytes as written, 0 to 16; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Number of bytes as written. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthenticationKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says that there is one, not which. */
    @Override
    public String toString() {
        return bytes.length == 0 ? "none" : "hidden";
    }
}
