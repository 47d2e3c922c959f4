/** Breaks the rules for {@code stackd.ip}, so that a test can see that they bite. */
@NullMarked
package io.openplex.stackd.ip.rulebreakers;

import org.jspecify.annotations.NullMarked;
