/**
 * The Ethernet that a benchmark hosts in its own process, so that it sees every frame: the switch with a cable to each
 * stack, and a client host that knows nothing of the sysplex.
 *
 * <p>{@link io.openplex.deploy.bench.lan.BenchLan} is the whole, on one loop with one thread.
 * {@link io.openplex.deploy.bench.lan.ClaimLog} notes every frame by which a station claims a DVIPA. On the client host
 * run {@link io.openplex.deploy.bench.lan.Probes}, new connections at a steady pace, and
 * {@link io.openplex.deploy.bench.lan.EchoConnection}s, old ones that account for every byte.
 */
@NullMarked
package io.openplex.deploy.bench.lan;

import org.jspecify.annotations.NullMarked;
