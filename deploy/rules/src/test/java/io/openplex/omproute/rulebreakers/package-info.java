/** Breaks the rules for {@code omproute}, so that a test can see that they bite. */
@NullMarked
package io.openplex.omproute.rulebreakers;

import org.jspecify.annotations.NullMarked;
