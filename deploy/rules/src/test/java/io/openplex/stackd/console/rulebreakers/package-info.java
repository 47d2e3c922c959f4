/** Breaks the rules for {@code stackd.console}, so that a test can see that they bite. */
@NullMarked
package io.openplex.stackd.console.rulebreakers;

import org.jspecify.annotations.NullMarked;
