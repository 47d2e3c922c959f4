/**
 * In-process servers on {@link io.openplex.stackd.tcp.TcpStack}: {@link WhoamiServer} tells which system answered,
 * {@link EchoServer} sends back what it gets. {@link ServerTable} holds which of them run, as the configuration names
 * them.
 */
@NullMarked
package io.openplex.stackd.services;

import org.jspecify.annotations.NullMarked;
