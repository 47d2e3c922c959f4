package io.openplex.xcf.zookeeper;

import java.util.List;
import java.util.Optional;

/**
 * Where things are in the ensemble. All nodes are persistent.
 *
 * <pre>
 * /&lt;sysplex&gt;/xcf/&lt;group&gt;                              GroupRecord; its version counts joins
 *                        /members/&lt;member&gt;             MemberRecord
 *                        /active/&lt;member&gt;.&lt;incarnation&gt;  empty: the fence, there while that incarnation
 * may act
 *                        /beats/&lt;member&gt;               empty; its version is the beat
 * /&lt;sysplex&gt;/cf/&lt;structure&gt;_&lt;group&gt;/&lt;entry&gt;             whatever its user writes
 * </pre>
 */
final class GroupPaths {
    private static final int HEX = 16;

    private final String sysplex;
    private final String group;

    GroupPaths(String sysplex, String group) {
        this.sysplex = element(sysplex);
        this.group = element(group);
    }

    /** One incarnation, as the name of its fence says it. */
    record Fence(String member, long incarnation) {
        /** Nothing for a name that is no fence. */
        static Optional<Fence> parse(String name) {
            int dot = name.lastIndexOf('.');
            if (dot <= 0) {
                return Optional.empty();
            }
            try {
                long incarnation = Long.parseLong(name, dot + 1, name.length(), HEX);
                return Optional.of(new Fence(name.substring(0, dot), incarnation));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Nodes above the group's own, parents first. */
    List<String> parentsOfGroup() {
        return List.of("/" + sysplex, "/" + sysplex + "/xcf");
    }

    /** Nodes that must be there before a member can be, parents first; the group's own comes before them. */
    List<String> parentsOf(String member) {
        return List.of(members(), active(), group() + "/beats", beat(member));
    }

    String group() {
        return "/" + sysplex + "/xcf/" + group;
    }

    String members() {
        return group() + "/members";
    }

    String member(String name) {
        return members() + "/" + element(name);
    }

    String active() {
        return group() + "/active";
    }

    String fence(String member, long incarnation) {
        return active() + "/" + element(member) + "." + Long.toHexString(incarnation);
    }

    String beat(String member) {
        return group() + "/beats/" + element(member);
    }

    /** Nodes above the entries of a structure, parents first. */
    List<String> parentsOfStructure(String structure) {
        return List.of("/" + sysplex, "/" + sysplex + "/cf", structure(structure));
    }

    String structure(String structure) {
        return "/" + sysplex + "/cf/" + element(structure + "_" + group);
    }

    String entry(String structure, String entry) {
        return structure(structure) + "/" + element(entry);
    }

    /** The text can be one element of a path. */
    static boolean isElement(String text) {
        boolean fits = !text.isEmpty() && text.length() <= 128 && !text.equals(".") && !text.equals("..");
        return fits && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/');
    }

    /** A text that is one element of a path; printable ASCII without a slash. */
    static String element(String text) {
        if (!isElement(text)) {
            throw new IllegalArgumentException("not a name in the coordination service: '" + text + "'");
        }
        return text;
    }
}
