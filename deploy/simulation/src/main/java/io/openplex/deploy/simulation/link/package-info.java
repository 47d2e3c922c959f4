/** The XCF data links between stacks as delayed datagrams in memory. */
@NullMarked
package io.openplex.deploy.simulation.link;

import org.jspecify.annotations.NullMarked;
