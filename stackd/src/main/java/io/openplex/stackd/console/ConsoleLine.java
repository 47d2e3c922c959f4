package io.openplex.stackd.console;

/**
 * A message on the console.
 *
 * @param id message id, for example {@code EZZ8301I}
 * @param text whole text including the id
 * @param system system that issued it
 * @param timeMillis wall clock, milliseconds since 1970
 * @param deleted true when this says that the retained message of this text was deleted
 */
public record ConsoleLine(String id, String text, String system, long timeMillis, boolean deleted) {
    /** One line of a log: the text, or after DOM the text of the message that was deleted. */
    public String logged() {
        return deleted ? "DOM " + text : text;
    }
}
