/** Breaks the rules for {@code xcf.zookeeper}, so that a test can see that they bite. */
@NullMarked
package io.openplex.xcf.zookeeper.rulebreakers;

import org.jspecify.annotations.NullMarked;
