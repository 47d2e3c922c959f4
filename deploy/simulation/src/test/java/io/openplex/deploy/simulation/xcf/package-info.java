/** The contract of XCF, and the faults, under virtual time. */
@NullMarked
package io.openplex.deploy.simulation.xcf;

import org.jspecify.annotations.NullMarked;
