package io.openplex.proto.messages;

/** How bad what a message reports is; the type suffix of its number says how long it stays on the console. */
public enum Severity {
    /** Nothing is wrong. */
    INFORMATION,
    /** Something has no effect, or needs attention; a profile that only has warnings is good. */
    WARNING,
    /** Something was rejected or has failed. */
    ERROR
}
