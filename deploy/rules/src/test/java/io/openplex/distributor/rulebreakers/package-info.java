/** Breaks the rules for {@code distributor}, so that a test can see that they bite. */
@NullMarked
package io.openplex.distributor.rulebreakers;

import org.jspecify.annotations.NullMarked;
