/**
 * One whole stack without any I/O: loop, IP, TCP, engines, glue, console, ENF and servers put together from a profile
 * and
 * from what surrounds it (LAN ports, group, clock). The daemon surrounds it with sockets and ZooKeeper, the simulator
 * with
 * memory and virtual time; the stack does not know which.
 *
 * <ul>
 *   <li>{@link io.openplex.stackd.stack.Stack}: the whole.
 *   <li>{@link io.openplex.stackd.stack.Surroundings}, {@link io.openplex.stackd.stack.StackIdentity}: what it is
 *     given.
 *   <li>{@link io.openplex.stackd.stack.StackDisplays}, {@link io.openplex.stackd.stack.StackOperations}: what the
 *     console
 *       sees and can have done.
 * </ul>
 */
@NullMarked
package io.openplex.stackd.stack;

import org.jspecify.annotations.NullMarked;
