/** Hosts on the simulated LAN: their own loop, IP and TCP, and connections that account for every byte. */
@NullMarked
package io.openplex.deploy.simulation.client;

import org.jspecify.annotations.NullMarked;
