/** Tests of the daemon's options and files. */
@NullMarked
package io.openplex.stackd.daemon;

import org.jspecify.annotations.NullMarked;
