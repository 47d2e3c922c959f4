/** Contract tests that every implementation of the XCF interfaces passes; an implementation brings an XcfWorld. */
@NullMarked
package io.openplex.xcf.api;

import org.jspecify.annotations.NullMarked;
