/** Breaks the rules for {@code hwsim.adapters}, so that a test can see that they bite. */
@NullMarked
package io.openplex.hwsim.adapters.rulebreakers;

import org.jspecify.annotations.NullMarked;
