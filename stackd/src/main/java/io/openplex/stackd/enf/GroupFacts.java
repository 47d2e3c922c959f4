package io.openplex.stackd.enf;

import java.util.List;

/** What a signal says about the group at its moment. Asked on the loop. */
public interface GroupFacts {
    /** Member names, sorted. */
    List<String> members();

    /** DVIPAs as this stack knows them. */
    List<EnfEvent.Dvipa> dvipas();
}
