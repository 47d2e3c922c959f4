/** Breaks the rules for {@code proto.v1}, so that a test can see that they bite. */
@NullMarked
package io.openplex.proto.v1.rulebreakers;

import org.jspecify.annotations.NullMarked;
