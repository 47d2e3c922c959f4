package io.openplex.deploy.operator;

import java.util.List;
import java.util.StringJoiner;

/** Writes a flat JSON object on one line. */
final class JsonLine {
    private final StringJoiner fields = new StringJoiner(",", "{", "}");

    JsonLine text(String name, String value) {
        fields.add(quote(name) + ":" + quote(value));
        return this;
    }

    JsonLine number(String name, long value) {
        fields.add(quote(name) + ":" + value);
        return this;
    }

    JsonLine flag(String name, boolean value) {
        fields.add(quote(name) + ":" + value);
        return this;
    }

    JsonLine texts(String name, List<String> values) {
        fields.add(quote(name) + ":["
                + String.join(",", values.stream().map(JsonLine::quote).toList()) + "]");
        return this;
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
