/** Runs from seeds: the same trace from the same seed, what once failed, and fresh ones. */
@NullMarked
package io.openplex.deploy.simulation.run;

import org.jspecify.annotations.NullMarked;
