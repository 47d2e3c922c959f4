package io.openplex.stackd.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A system of the sysplex as its members show it: it is as well as the best of them.
 *
 * @param name system name
 * @param best the member that is heard best
 * @param limits intervals in effect
 */
record XcfSystem(String name, XcfMember best, XcfFacts.Couple limits) {
    private static final Comparator<XcfMember> BEST_FIRST = Comparator.comparing(XcfMember::status)
            .thenComparingLong(member -> member.lastHeardMillis().orElse(member.linked() ? 0 : Long.MAX_VALUE));

    /** All systems that have members, by name. */
    static List<XcfSystem> of(StackView view) {
        TreeMap<String, XcfMember> best = new TreeMap<>();
        for (XcfGroupEntry group : view.xcfGroups()) {
            for (XcfMember member : group.members()) {
                best.merge(member.system(), member, (a, b) -> BEST_FIRST.compare(a, b) <= 0 ? a : b);
            }
        }
        List<XcfSystem> systems = new ArrayList<>();
        best.forEach((name, member) ->
                systems.add(new XcfSystem(name, member, view.xcfFacts().couple())));
        return systems;
    }

    static Optional<XcfSystem> of(StackView view, String name) {
        return of(view).stream().filter(system -> system.name().equals(name)).findFirst();
    }

    XcfMember.Problem problem() {
        return best.problem(limits);
    }

    /** It is active, and it was heard lately enough that it cannot be called gone. */
    boolean heard() {
        return best.status() == XcfMember.Status.ACTIVE && best.heardWithin(limits.detectionMillis());
    }

    /** The word under SYSTEM STATUS. */
    String status() {
        boolean silent = best.status() == XcfMember.Status.ACTIVE && !heard();
        return silent ? "MONITOR-DETECTED STOP" : best.status().name();
    }

    /** What keeps its status from being detected as it should be. */
    List<String> exceptions() {
        List<String> exceptions = new ArrayList<>();
        if (best.status() != XcfMember.Status.ACTIVE) {
            return exceptions;
        }
        if (!best.linked()) {
            exceptions.add("SIGNALLING PATH IS NOT ACTIVE");
        }
        OptionalLong heard = best.lastHeardMillis();
        if (heard.isPresent() && heard.getAsLong() > limits.promiseMillis()) {
            exceptions.add("STATUS UPDATE MISSING FOR " + heard.getAsLong() + " MS");
        }
        return exceptions;
    }
}
