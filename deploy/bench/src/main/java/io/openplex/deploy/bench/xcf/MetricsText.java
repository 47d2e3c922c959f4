package io.openplex.deploy.bench.xcf;

import java.util.OptionalDouble;

/** The Prometheus text format, as far as one value is wanted. */
final class MetricsText {
    private MetricsText() {}

    /** Sum of a metric over its labels; nothing when there is no line of it. */
    static OptionalDouble sum(String text, String name) {
        return sum(text, name, "");
    }

    /** Sum of a metric over the lines that have this label, written as {@code name="value"}. */
    static OptionalDouble sum(String text, String name, String label) {
        double sum = 0;
        boolean found = false;
        for (String line : text.lines().toList()) {
            boolean labelled = line.startsWith(name + "{");
            int value = line.lastIndexOf(' ');
            if ((labelled || line.startsWith(name + " ")) && line.contains(label) && value > 0) {
                sum += Double.parseDouble(line.substring(value + 1));
                found = true;
            }
        }
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
