/** Contract and protocol tests against an ensemble in this process. */
@NullMarked
package io.openplex.xcf.zookeeper;

import org.jspecify.annotations.NullMarked;
