/** Breaks the rules for {@code hwsim.linux}, so that a test can see that they bite. */
@NullMarked
package io.openplex.hwsim.linux.rulebreakers;

import org.jspecify.annotations.NullMarked;
