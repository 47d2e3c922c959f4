package io.openplex.stackd.profile;

/**
 * DEVICE (profile.md 2.1), kept for the rules of order; devices carry no traffic at this level.
 *
 * @param name 1-16 characters, upper case
 * @param type LCS, MPCIPA, MPCPTP, CTC or VIRTUAL
 * @param line line of the statement
 */
public record DeviceDefinition(String name, String type, int line) {}
