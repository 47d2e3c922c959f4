/** Breaks the rules for {@code proto.messages}, so that a test can see that they bite. */
@NullMarked
package io.openplex.proto.messages.rulebreakers;

import org.jspecify.annotations.NullMarked;
