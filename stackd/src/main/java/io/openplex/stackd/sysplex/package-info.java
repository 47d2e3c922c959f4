/**
 * The glue between the engines of one stack: group events, signals, records and TCP events go in, in one order; the
 * actions of dvipa and distributor are carried out here, on the home list, the adapters, the records, the links and the
 * console. Nothing here decides who owns what or where a packet goes; nothing in the engines knows of this package.
 *
 * <ul>
 *   <li>{@link io.openplex.stackd.sysplex.Sysplex}: the order of events, the group's listener, leaving and joining.
 *   <li>{@link io.openplex.stackd.sysplex.EngineBus}: feeds the engines and has their actions carried out.
 *   <li>{@link io.openplex.stackd.sysplex.SignalCodec}, {@link io.openplex.stackd.sysplex.SignalReceiver}: what stacks
 *       tell each other, as Protocol Buffers and as events.
 *   <li>{@link io.openplex.stackd.sysplex.OwnershipRecords}: records in the coupling facility.
 *   <li>{@link io.openplex.stackd.sysplex.PartnerLinks}: the data link to each partner; {@link
 *       io.openplex.stackd.sysplex.PathChoice}: which kind it is; {@link io.openplex.stackd.sysplex.LinkReport}: what
 *       it has carried.
 *   <li>{@link io.openplex.stackd.sysplex.DvipaRouter}: the packet path between IP, distributor and TCP.
 *   <li>{@link io.openplex.stackd.sysplex.TcpReports}: listeners and connections as the engines want to know them.
 * </ul>
 */
@NullMarked
package io.openplex.stackd.sysplex;

import org.jspecify.annotations.NullMarked;
