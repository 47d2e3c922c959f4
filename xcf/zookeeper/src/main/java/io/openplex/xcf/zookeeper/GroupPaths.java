package io.openplex.xcf.zookeeper;

import java.util.List;

/**
 * Where things are in the ensemble.
 *
 * <pre>
 * /&lt;sysplex&gt;/xcf/&lt;group&gt;/members/&lt;member&gt;        ephemeral, MemberRecord
 *                        /incarnations/&lt;fence&gt;    ephemeral, empty: lives and dies with one member node
 *                        /departures/&lt;member&gt;     persistent, DepartureRecord of its last life
 * /&lt;sysplex&gt;/cf/&lt;structure&gt;_&lt;group&gt;/&lt;entry&gt;          persistent, whatever its user writes
 * </pre>
 */
final class GroupPaths {
    private final String sysplex;
    private final String group;

    GroupPaths(String sysplex, String group) {
        this.sysplex = element(sysplex);
        this.group = element(group);
    }

    /** Persistent nodes that must be there before a member can be, parents first. */
    List<String> parentsOf(String member) {
        return List.of(
                "/" + sysplex,
                "/" + sysplex + "/xcf",
                groupRoot(),
                members(),
                groupRoot() + "/incarnations",
                groupRoot() + "/departures",
                departure(member));
    }

    String members() {
        return groupRoot() + "/members";
    }

    String member(String name) {
        return members() + "/" + element(name);
    }

    String fence(String name) {
        return groupRoot() + "/incarnations/" + element(name);
    }

    String departure(String member) {
        return groupRoot() + "/departures/" + element(member);
    }

    /** Persistent nodes above the entries of a structure, parents first. */
    List<String> parentsOfStructure(String structure) {
        return List.of("/" + sysplex, "/" + sysplex + "/cf", structure(structure));
    }

    String structure(String structure) {
        return "/" + sysplex + "/cf/" + element(structure + "_" + group);
    }

    String entry(String structure, String entry) {
        return structure(structure) + "/" + element(entry);
    }

    private String groupRoot() {
        return "/" + sysplex + "/xcf/" + group;
    }

    /** A text that is one element of a path; printable ASCII without a slash. */
    static String element(String text) {
        boolean fits = !text.isEmpty() && text.length() <= 128 && !text.equals(".") && !text.equals("..");
        if (!fits || !text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/')) {
            throw new IllegalArgumentException("not a name in the coordination service: '" + text + "'");
        }
        return text;
    }
}
