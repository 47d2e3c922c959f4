/** Breaks the rules for {@code xcf.api}, so that a test can see that they bite. */
@NullMarked
package io.openplex.xcf.api.rulebreakers;

import org.jspecify.annotations.NullMarked;
