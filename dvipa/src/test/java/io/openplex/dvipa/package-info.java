/** Tests of the DVIPA engine: life cycle, scenarios of the specification, random groups. */
@NullMarked
package io.openplex.dvipa;

import org.jspecify.annotations.NullMarked;
