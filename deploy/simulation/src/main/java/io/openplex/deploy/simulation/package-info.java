/** The simulator: whole sysplexes in one thread, under virtual time, from one seed. */
@NullMarked
package io.openplex.deploy.simulation;

import org.jspecify.annotations.NullMarked;
