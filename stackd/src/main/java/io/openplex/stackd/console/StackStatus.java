package io.openplex.stackd.console;

/**
 * One line of D TCPIP (operations.md 1.20).
 *
 * @param name stack job name
 * @param version for example {@code CS V2R5}
 * @param active false for a stack that was active before
 */
public record StackStatus(String name, String version, boolean active) {}
