/**
 * The lab process: ZooKeeper, the Ethernet switch and the edge host in one JVM, and the supervision of one JVM per
 * LPAR.
 *
 * <p>{@link io.openplex.deploy.lab.process.LabProcess} starts and stops everything;
 * {@link io.openplex.deploy.lab.process.LparProcess} is one LPAR's JVM;
 * {@link io.openplex.deploy.lab.process.ControlServer} answers the lab's verbs. A killed LPAR is never started again by
 * itself.
 */
@NullMarked
package io.openplex.deploy.lab.process;

import org.jspecify.annotations.NullMarked;
