package io.openplex.stackd.console;

import java.util.List;

/**
 * An XCF group.
 *
 * @param name up to 8 characters
 * @param members sorted by name
 */
public record XcfGroupEntry(String name, List<XcfMember> members) {}
