package io.openplex.deploy.lab;

import java.util.Optional;

/**
 * The last line of an answer of the lab process. On the wire: {@code said TEXT} lines, then {@code ok NANOS TEXT} or
 * {@code failed NANOS TEXT}; line ends inside a text are escaped.
 *
 * @param observedNanos {@link System#nanoTime} (one clock for all processes of a Linux machine) when the end of a
 * process
 *     was observed, else 0
 */
public record ControlReply(boolean ok, long observedNanos, String text) {
    private static final String SAID = "said ";

    /** As sent. */
    public String line() {
        return (ok ? "ok " : "failed ") + observedNanos + " " + escaped(text);
    }

    /** A line that is no last one, as sent. */
    public static String saidLine(String text) {
        return SAID + escaped(text);
    }

    /** What was said, if the line is no last one. */
    public static Optional<String> said(String line) {
        return line.startsWith(SAID) ? Optional.of(line.substring(SAID.length()).translateEscapes()) : Optional.empty();
    }

    /** Reads a last line. */
    public static ControlReply parse(String line) {
        String[] words = line.split(" ", 3);
        if (words.length != 3) {
            return new ControlReply(false, 0, "the lab process answered: " + line);
        }
        return new ControlReply(words[0].equals("ok"), Long.parseLong(words[1]), words[2].translateEscapes());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n");
    }
}
