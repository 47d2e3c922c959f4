package io.openplex.proto.statements;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an operand may be.
 *
 * @param expected what messages say was expected, in capitals, with the range
 * @param sample a good value, for the reference and for tests
 * @param parser the value of a token's text, or empty when it is not one; does not throw
 */
public record OperandType<T>(String expected, String sample, Function<Token, Optional<T>> parser) {
    /** A type of which only unquoted words can be values. */
    public static <T> OperandType<T> of(String expected, String sample, Function<String, Optional<T>> parser) {
        return new OperandType<>(
                expected,
                sample,
                token -> token.kind() == Token.Kind.WORD ? parser.apply(token.text()) : Optional.empty());
    }

    /** An unsigned decimal number in a range. */
    public static OperandType<Integer> number(int min, int max) {
        return of("A NUMBER " + min + "-" + max, Integer.toString(Math.max(min, Math.min(max, 1))), text -> {
            long value = unsigned(text);
            return value >= min && value <= max ? Optional.of((int) value) : Optional.empty();
        });
    }

    /** A number of bytes in a range, with an optional K or M. */
    public static OperandType<Integer> size(int min, int max) {
        return of("A NUMBER OF BYTES " + min + "-" + max, Integer.toString(min), text -> {
            String upper = text.toUpperCase(Locale.ROOT);
            int shift = upper.endsWith("K") ? 10 : upper.endsWith("M") ? 20 : 0;
            long number = unsigned(shift == 0 ? text : text.substring(0, text.length() - 1));
            long value = number < 0 ? -1 : number << shift;
            return value >= min && value <= max ? Optional.of((int) value) : Optional.empty();
        });
    }

    /** A decimal fraction, as the TCP hints of routes are written. */
    public static OperandType<Double> decimal(double max) {
        return of("A DECIMAL NUMBER UP TO " + max, "0.5", text -> {
            if (!text.matches("[0-9]{1,6}(\\.[0-9]{0,6})?|\\.[0-9]{1,6}")) {
                return Optional.empty();
            }
            double value = Double.parseDouble(text);
            return value <= max ? Optional.of(value) : Optional.empty();
        });
    }

    /** Hexadecimal digits, at most so many; the value is in capitals. */
    public static OperandType<String> hex(int digitsMax) {
        return of("UP TO " + digitsMax + " HEXADECIMAL DIGITS", "F0", text -> {
            String upper = text.toUpperCase(Locale.ROOT);
            return upper.matches("[0-9A-F]{1," + digitsMax + "}") ? Optional.of(upper) : Optional.empty();
        });
    }

    /** A name of 1 to {@code max} characters that begins with a letter or one of {@code @#$}; in capitals. */
    public static OperandType<String> name(int max) {
        return matching("A NAME OF 1-" + max + " CHARACTERS", "NAME1", "[A-Z@#$][A-Z0-9@#$._-]{0," + (max - 1) + "}");
    }

    /** A value that matches a regular expression when it is in capitals. */
    public static OperandType<String> matching(String expected, String sample, String regex) {
        return of(expected, sample, text -> {
            String upper = text.toUpperCase(Locale.ROOT);
            return upper.matches(regex) ? Optional.of(upper) : Optional.empty();
        });
    }

    /** A quoted string of mixed case, or a single word. */
    public static OperandType<String> string(int max) {
        return new OperandType<>(
                "A STRING OF UP TO " + max + " CHARACTERS",
                "\"text\"",
                token -> token.kind() != Token.Kind.END && token.text().length() <= max
                        ? Optional.of(token.text())
                        : Optional.empty());
    }

    /** The value, or -1 when the text is no unsigned decimal number of at most nine digits. */
    private static long unsigned(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(text)
                : -1;
    }
}
