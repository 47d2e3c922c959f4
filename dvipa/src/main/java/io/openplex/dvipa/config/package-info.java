/**
 * The statements of a VIPADYNAMIC block that belong to the life of addresses, as values (dvipa-and-distributor.md 1.2
 * to 1.6, 1.9): one record per address, whatever the source line combined. The profile's parser fills them; what the
 * engine does not do yet it refuses by {@link io.openplex.dvipa.DvipaAction.RefuseStatement}.
 */
@NullMarked
package io.openplex.dvipa.config;

import org.jspecify.annotations.NullMarked;
