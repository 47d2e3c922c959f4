/**
 * The command line of Openplex and the embedded lab.
 *
 * <p>{@link io.openplex.deploy.lab.Openplex} is behind the launcher. {@link io.openplex.deploy.lab.LabCommand} and its
 * subcommands are the lab's verbs; they talk to the lab process ({@link io.openplex.deploy.lab.process}) through its
 * control socket and find it by what it wrote down: {@link io.openplex.deploy.lab.LabRegistry} names the directories,
 * {@link io.openplex.deploy.lab.LabFiles} what lies in one, {@link io.openplex.deploy.lab.LabRecord} the processes.
 */
@NullMarked
package io.openplex.deploy.lab;

import org.jspecify.annotations.NullMarked;
