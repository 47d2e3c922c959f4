package io.openplex.proto.messages;

/** Whether the text of a message was seen in a published source. */
public enum Certainty {
    /** Number and text are as published, or are our own. */
    CONFIRMED,
    /** The number is published; the text is from working knowledge and may differ. */
    UNCONFIRMED
}
