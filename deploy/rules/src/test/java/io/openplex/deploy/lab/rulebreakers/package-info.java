/** Breaks the rules for {@code deploy.lab}, so that a test can see that they bite. */
@NullMarked
package io.openplex.deploy.lab.rulebreakers;

import org.jspecify.annotations.NullMarked;
