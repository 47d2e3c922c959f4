/** Breaks the rules for {@code deploy.operator}, so that a test can see that they bite. */
@NullMarked
package io.openplex.deploy.operator.rulebreakers;

import org.jspecify.annotations.NullMarked;
