/**
 * The VIPADISTRIBUTE statement as a value (dvipa-and-distributor.md 1.7). The profile's parser fills it; what the
 * engine does not do yet it refuses by {@link io.openplex.distributor.DistributorAction.RefuseStatement}.
 */
@NullMarked
package io.openplex.distributor.config;

import org.jspecify.annotations.NullMarked;
