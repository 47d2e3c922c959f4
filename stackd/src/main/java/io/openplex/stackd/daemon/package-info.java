/**
 * The daemon of one LPAR: the only package of stackd that opens sockets, reads clocks and files, and starts threads. It
 * surrounds a {@link io.openplex.stackd.stack.Stack} with ZooKeeper, UDP, gRPC and HTTP, and carries nothing but events
 * between them.
 *
 * <ul>
 *   <li>{@link io.openplex.stackd.daemon.StackdCommand}: the command line; {@link
 *     io.openplex.stackd.daemon.DaemonOptions}
 *       as typed, {@link io.openplex.stackd.daemon.DaemonConfiguration} as checked.
 *   <li>{@link io.openplex.stackd.daemon.StackDaemon}: start, run, orderly stop.
 *   <li>{@link io.openplex.stackd.daemon.ReadyFile}: what a supervisor reads.
 * </ul>
 */
@NullMarked
package io.openplex.stackd.daemon;

import org.jspecify.annotations.NullMarked;
