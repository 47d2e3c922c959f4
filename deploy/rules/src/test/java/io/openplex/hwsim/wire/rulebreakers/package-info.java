/** Breaks the rules for {@code hwsim.wire}, so that a test can see that they bite. */
@NullMarked
package io.openplex.hwsim.wire.rulebreakers;

import org.jspecify.annotations.NullMarked;
