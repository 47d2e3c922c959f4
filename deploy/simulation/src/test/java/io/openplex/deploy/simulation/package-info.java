/**
 * Whole sysplexes under virtual time: the scenarios of the DVIPA specification at packet level.
 */
@NullMarked
package io.openplex.deploy.simulation;

import org.jspecify.annotations.NullMarked;
