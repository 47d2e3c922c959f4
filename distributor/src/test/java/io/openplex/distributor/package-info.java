/** Tests of the distributor engine and of its connection table. */
@NullMarked
package io.openplex.distributor;

import org.jspecify.annotations.NullMarked;
