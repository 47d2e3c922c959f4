/** Breaks the rules for {@code dvipa}, so that a test can see that they bite. */
@NullMarked
package io.openplex.dvipa.rulebreakers;

import org.jspecify.annotations.NullMarked;
