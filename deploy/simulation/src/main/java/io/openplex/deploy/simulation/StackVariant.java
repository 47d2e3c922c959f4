package io.openplex.deploy.simulation;

import io.openplex.stackd.stack.Stack;
import io.openplex.stackd.stack.Surroundings;

/** A change of what stacks are put into or put together from: how tests break a rule to see that it is missed. */
public interface StackVariant {
    /** Stacks as they are. */
    StackVariant NONE = new StackVariant() {};

    /** Changes what a stack is put into. */
    default Surroundings around(Surroundings usual) {
        return usual;
    }

    /** Changes a stack before it starts. */
    default void built(Stack stack) {}
}
