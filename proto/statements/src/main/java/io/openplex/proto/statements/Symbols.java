package io.openplex.proto.statements;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * MVS system symbols and their substitution (profile.md 1.5). Substitution is textual and precedes tokenizing, so the
 * text of a symbol may be part of a token, several tokens, or hold a comment. Immutable.
 */
public final class Symbols {
    /** Longest name of a symbol; longer runs of name characters are cut here. */
    public static final int NAME_MAX = 16;

    private final Map<String, String> texts;

    private Symbols(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Names in any case, without ampersand and period. */
    public static Symbols of(Map<String, String> texts) {
        Map<String, String> upper = new TreeMap<>();
        texts.forEach((name, text) -> upper.put(name.toUpperCase(Locale.ROOT), text));
        return new Symbols(upper);
    }

    /**
     * The symbols of a system: SYSNAME, SYSPLEX, SYSCLONE (the last two characters of the system's name unless the
     * installation's map says otherwise), and the map.
     */
    public static Symbols ofSystem(String sysname, String sysplex, Map<String, String> installation) {
        Map<String, String> all = new TreeMap<>();
        all.put("SYSNAME", sysname);
        all.put("SYSPLEX", sysplex);
        all.put("SYSCLONE", sysname.substring(Math.max(0, sysname.length() - 2)));
        installation.forEach((name, text) -> all.put(name.toUpperCase(Locale.ROOT), text));
        return of(all);
    }

    /** The text with every defined symbol replaced; what is undefined or out of range stays as it is. */
    public String substitute(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '&') {
                result.append(c);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '&') {
                result.append('&');
                at += 2;
            } else {
                at = replaceReference(text, at, result);
            }
        }
        return result.toString();
    }

    /** Appends the value of the reference that begins at {@code start}, or its text, and returns where it ends. */
    private int replaceReference(String text, int start, StringBuilder result) {
        int end = start + 1;
        while (end < text.length() && end - start <= NAME_MAX && isNameCharacter(text.charAt(end))) {
            end++;
        }
        String value = texts.get(text.substring(start + 1, end).toUpperCase(Locale.ROOT));
        if (value == null) {
            result.append(text, start, end);
            return end;
        }
        int close = end < text.length() && text.charAt(end) == '(' ? text.indexOf(')', end) : -1;
        if (close > 0) {
            String part = substring(value, text.substring(end + 1, close));
            if (part == null) {
                result.append(text, start, close + 1);
                return close + 1;
            }
            value = part;
            end = close + 1;
        }
        result.append(value);
        return end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    }

    /** The part that {@code m} or {@code m:n} names (m from 1, or negative from the end), or null when out of range. */
    private static @Nullable String substring(String value, String range) {
        int colon = range.indexOf(':');
        int from = integer(colon < 0 ? range : range.substring(0, colon));
        int length = colon < 0 ? 1 : integer(range.substring(colon + 1));
        int begin = from < 0 ? value.length() + from : from - 1;
        if (from == 0 || length <= 0 || begin < 0 || begin + length > value.length()) {
            return null;
        }
        return value.substring(begin, begin + length);
    }

    /** A small signed number, or 0. */
    private static int integer(String text) {
        return text.matches("-?[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "@#$_".indexOf(c) >= 0;
    }
}
