package io.openplex.stackd.console;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the sysplex failure management policy does when the status update of a member is missing (operations.md 4.4).
 */
public enum SfmAction {
    /** The member is isolated automatically. */
    ISOLATE("SYSTEM IS ISOLATED AUTOMATICALLY"),
    /** The operator is asked (IXC402D). */
    PROMPT("OPERATOR IS PROMPTED");

    private final String effect;

    SfmAction(String effect) {
        this.effect = effect;
    }

    /** What it means, as D XCF,POLICY prints it. */
    String effect() {
        return effect;
    }

    /** The action of a word in any case. */
    public static Optional<SfmAction> of(String word) {
        String upper = Fold.upper(word);
        return Arrays.stream(values())
                .filter(action -> action.name().equals(upper))
                .findFirst();
    }
}
