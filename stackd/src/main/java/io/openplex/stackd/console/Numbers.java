package io.openplex.stackd.console;

/** Numbers as operands. */
final class Numbers {
    private Numbers() {}

    /** The number, or -1 when the text is none in this range. */
    static int decimal(String text, int least, int most) {
        return number(text, 10, 10, least, most);
    }

    /** The same for up to 8 hex digits; all 32 bits may be used when {@code most} is -1. */
    static int hex(String text, int least, int most) {
        return number(text, 16, 8, least, most);
    }

    /** True for 1 to 8 hex digits. */
    static boolean isConnectionId(String text) {
        return !text.isEmpty()
                && text.length() <= 8
                && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    private static int number(String text, int radix, int digitsMax, int least, int most) {
        if (text.isEmpty() || text.length() > digitsMax) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value < least || value > most ? -1 : (int) value;
    }
}
