package io.openplex.hwsim.wire;

import java.util.Optional;

/** Textual forms of addresses: dotted decimal, RFC 4291 on input, RFC 5952 on output. */
final class IpText {
    private IpText() {}

    static Optional<Integer> parseV4(String text) {
        int bits = 0;
        int octets = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (value < 0 || octets == 4) {
                    return Optional.empty();
                }
                bits = bits << 8 | value;
                octets++;
                value = -1;
            } else if (c >= '0' && c <= '9') {
                value = (value < 0 ? 0 : value * 10) + (c - '0');
                if (value > 255) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return octets == 4 ? Optional.of(bits) : Optional.empty();
    }

    static Optional<IpAddress> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] groups = new int[8];
        if (gap < 0) {
            return parseGroups(text, groups) == 8 ? Optional.of(join(groups)) : Optional.empty();
        }
        int[] tail = new int[8];
        String left = text.substring(0, gap);
        String right = text.substring(gap + 2);
        int before = left.isEmpty() ? 0 : left.indexOf('.') >= 0 ? -1 : parseGroups(left, groups);
        int after = right.isEmpty() ? 0 : parseGroups(right, tail);
        if (before < 0 || after < 0 || before + after > 7) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, 8 - after, after);
        return Optional.of(join(groups));
    }

    /** Number of groups parsed, or -1. */
    private static int parseGroups(String text, int[] groups) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.indexOf('.') >= 0) {
                Optional<Integer> embedded = i == parts.length - 1 && count <= 6 ? parseV4(part) : Optional.empty();
                if (embedded.isEmpty()) {
                    return -1;
                }
                groups[count++] = embedded.get() >>> 16;
                groups[count++] = embedded.get() & 0xffff;
                continue;
            }
            int value = hexGroup(part);
            if (value < 0 || count >= 8) {
                return -1;
            }
            groups[count++] = value;
        }
        return count;
    }

    private static int hexGroup(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = hexDigit(part.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Value of an ASCII hex digit, or -1 (Character.digit alone would take digits of other scripts). */
    static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static IpAddress join(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return IpAddress.of(high, low);
    }

    static String formatV4(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    static String formatV6(long high, long low) {
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> 48 - 16 * i) & 0xffff;
            groups[i + 4] = (int) (low >>> 48 - 16 * i) & 0xffff;
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > bestLength) {
                bestStart = i;
                bestLength = run;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
