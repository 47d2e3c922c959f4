/** Breaks the rules for {@code proto.statements}, so that a test can see that they bite. */
@NullMarked
package io.openplex.proto.statements.rulebreakers;

import org.jspecify.annotations.NullMarked;
