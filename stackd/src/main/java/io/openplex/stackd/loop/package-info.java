/**
 * The one loop of a stack (design: one loop per stack).
 *
 * <p>{@link io.openplex.stackd.loop.StackLoop} runs one iteration at a time and owns no thread: the simulator steps it
 * by hand. {@link io.openplex.stackd.loop.StackRunner} is the only class here with a thread; it steps the loop, and
 * waits in a selector while there is nothing to do. {@link io.openplex.stackd.loop.Inbox} is the door from other
 * threads. {@link io.openplex.stackd.loop.ClaimLicence} says whether this stack may still claim addresses.
 */
@NullMarked
package io.openplex.stackd.loop;

import org.jspecify.annotations.NullMarked;
