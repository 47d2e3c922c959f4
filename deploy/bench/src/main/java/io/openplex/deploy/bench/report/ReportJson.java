package io.openplex.deploy.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports as programs read them: one object on one line. A value that never came is {@code null}. */
public final class ReportJson {
    private ReportJson() {}

    /** The whole report. */
    public static String of(String benchmark, Machine machine, List<PartReport> parts) {
        return "{\"benchmark\":" + quote(benchmark) + ",\"machine\":" + machine(machine) + ",\"parts\":"
                + array(parts, ReportJson::part) + "}";
    }

    private static String machine(Machine machine) {
        return "{\"cpu\":" + quote(machine.cpu()) + ",\"cores\":" + machine.cores() + ",\"memoryMib\":"
                + machine.memoryMib() + ",\"kernel\":" + quote(machine.kernel()) + ",\"jdk\":" + quote(machine.jdk())
                + ",\"loadAverage\":" + number(machine.loadAverage()) + "}";
    }

    private static String part(PartReport part) {
        return "{\"name\":" + quote(part.name()) + ",\"method\":" + quote(part.method()) + ",\"figures\":"
                + array(part.figures(), ReportJson::figure) + ",\"notes\":" + array(part.notes(), ReportJson::quote)
                + ",\"wrong\":" + array(part.wrong(), ReportJson::quote) + "}";
    }

    private static String figure(Figure figure) {
        String bar = figure.bar()
                .map(b -> ",\"bar\":{\"limit\":" + number(b.limit()) + ",\"needed\":"
                        + b.needed(figure.values().size()) + "},\"met\":" + figure.met() + ",\"passed\":"
                        + figure.passed())
                .orElse("");
        return "{\"name\":" + quote(figure.name()) + ",\"unit\":" + quote(figure.unit()) + ",\"runs\":"
                + figure.values().size() + bar + ",\"median\":" + number(figure.median()) + ",\"worst\":"
                + number(figure.worst()) + ",\"values\":" + array(figure.values(), ReportJson::number) + "}";
    }

    private static <T> String array(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return "null";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
