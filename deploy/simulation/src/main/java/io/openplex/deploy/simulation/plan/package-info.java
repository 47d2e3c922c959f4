/**
 * Which sysplex a run is about: LPARs and dynamic VIPAs drawn from the seed, and the PROFILE.TCPIP of every stack.
 */
@NullMarked
package io.openplex.deploy.simulation.plan;

import org.jspecify.annotations.NullMarked;
