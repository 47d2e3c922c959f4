package io.openplex.stackd.stack;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.stackd.profile.Autolog;
import io.openplex.stackd.profile.PortReservation;
import io.openplex.stackd.profile.StackProfile;
import io.openplex.stackd.services.EchoServer;
import io.openplex.stackd.services.ServerDefinition;
import io.openplex.stackd.services.ServerTable;
import io.openplex.stackd.services.WhoamiServer;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpStack;
import java.util.List;
import java.util.Locale;

/**
 * Servers in this process: every AUTOLOG procedure whose name is that of a kind of server, on the TCP ports that PORT
 * reserves for its job.
 */
final class StackServers {
    private final StackProfile profile;
    private final ServerTable table;
    private final StackLife life;

    StackServers(StackIdentity identity, StackProfile profile, TcpEngine tcp, StackLife life) {
        this.profile = profile;
        this.life = life;
        table = new ServerTable(tcp, List.of(new WhoamiServer(identity.system(), identity.job()), new EchoServer()));
    }

    void start(long nowNanos) {
        for (Autolog.Entry entry : profile.autolog().entries()) {
            for (PortReservation port : profile.ports()) {
                if (port.tcp() && port.job().equals(entry.job()) && port.first() > 0) {
                    start(entry, port, nowNanos);
                }
            }
        }
    }

    private void start(Autolog.Entry entry, PortReservation reserved, long nowNanos) {
        for (int port = reserved.first(); port <= reserved.last(); port++) {
            IpEndpoint local = new IpEndpoint(reserved.bind().orElse(IpAddress.ANY4), port);
            try {
                table.start(
                        new ServerDefinition(entry.procedure().toLowerCase(Locale.ROOT), local, entry.job()), nowNanos);
            } catch (ServerTable.UnknownServerException | TcpStack.PortInUseException e) {
                life.issue(OpenplexMessage.OPX0016I.with(entry.procedure(), String.valueOf(e.getMessage())), nowNanos);
                return;
            }
        }
    }
}
