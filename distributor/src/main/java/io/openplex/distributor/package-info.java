/**
 * The Sysplex Distributor's decisions: destination port table, connection routing table, methods, rebuild after a
 * change of owner (dvipa-and-distributor.md 1.7, 3). It says where a packet goes; it does not send it.
 *
 * <p>{@link io.openplex.distributor.DistributorEngine#classify} is the packet path and allocates nothing. Everything
 * else comes in as {@link io.openplex.distributor.DistributorEvent} and goes out as
 * {@link io.openplex.distributor.DistributorAction}. Configuration records are in
 * {@link io.openplex.distributor.config}; the rows of the displays are
 * {@link io.openplex.distributor.DestinationPortRow} and {@link io.openplex.distributor.ConnectionRow}.
 */
@NullMarked
package io.openplex.distributor;

import org.jspecify.annotations.NullMarked;
