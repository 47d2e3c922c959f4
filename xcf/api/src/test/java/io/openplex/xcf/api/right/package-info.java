/** Tests of the right to own, on a manual clock with hand-made answers of the ensemble. */
@NullMarked
package io.openplex.xcf.api.right;

import org.jspecify.annotations.NullMarked;
