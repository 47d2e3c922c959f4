package io.openplex.xcf.api;

import java.util.List;

/**
 * The group as one stack sees it, for displays (operations.md 4.7). Members without permanent status recording are
 * either active or not there at all, so every row is an active member.
 *
 * @param group group name
 * @param members rows, sorted by member name, the own one included; empty while the stack is not a member
 * @param current false while the coordination service does not answer: a display then says that its information may not
 *     be current
 */
public record GroupView(String group, List<Row> members, boolean current) {
    /**
     * One active member.
     *
     * @param member who it is
     * @param linked its signalling link is up; true for the stack's own row. False marks a member with a problem
     */
    public record Row(Member member, boolean linked) {}
}
