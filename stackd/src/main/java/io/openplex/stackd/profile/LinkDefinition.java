package io.openplex.stackd.profile;

/**
 * LINK (profile.md 2.1), kept for the rules of order; links carry no traffic at this level.
 *
 * @param name 1-16 characters, upper case
 * @param type ETHERNET, IPAQENET, IPAQIDIO, MPCPTP, CTC or VIRTUAL
 * @param device name of its device
 * @param line line of the statement
 */
public record LinkDefinition(String name, String type, String device, int line) {}
