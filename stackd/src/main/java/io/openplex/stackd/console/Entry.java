package io.openplex.stackd.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One record of a report: its console lines and, from the same calls, its named values.
 *
 * @param lines console lines; a single cell when the section is a grid
 * @param fields JSON names and values in order
 */
public record Entry(List<String> lines, Map<String, Object> fields) {
    /** Copies both. */
    public Entry {
        lines = List.copyOf(lines);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Builder builder() {
        return new Builder();
    }

    /** Writes lines and remembers what was written under which name. */
    static final class Builder {
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Object> fields = new LinkedHashMap<>();
        private final StringBuilder line = new StringBuilder();
        private boolean open;

        /** Begins a line with fixed text. */
        Builder line(String text) {
            endLine();
            open = true;
            line.append(text);
            return this;
        }

        /** Fixed text within the line. */
        Builder text(String text) {
            line.append(text);
            return this;
        }

        /** A value printed as it is. */
        Builder field(String name, Object value) {
            return field(name, value, value.toString());
        }

        /** A value printed in a column of this width. */
        Builder field(String name, Object value, int width) {
            return field(name, value, Fold.column(value.toString(), width));
        }

        /** A number printed with leading zeros. */
        Builder digits(String name, long value, int digits) {
            String number = Long.toString(value);
            return field(name, value, "0".repeat(Math.max(0, digits - number.length())) + number);
        }

        /** A value printed in another form than its JSON twin. */
        Builder field(String name, Object value, String printed) {
            line.append(printed);
            return data(name, value);
        }

        /** A value that only the JSON twin carries. */
        Builder data(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        Entry build() {
            endLine();
            return new Entry(lines, fields);
        }

        private void endLine() {
            if (open) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
        }
    }
}
