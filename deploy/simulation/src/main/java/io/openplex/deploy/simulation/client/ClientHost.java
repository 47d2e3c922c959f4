package io.openplex.deploy.simulation.client;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A host that belongs to no sysplex: IP, TCP, and the clients that run on it. */
public final class ClientHost extends IpNode implements EchoClient.Host {
    private final TcpEngine tcp;
    private final Pinger pinger;
    private final List<EchoClient> echoes = new ArrayList<>();
    private int clients;
    private int endedClients;

    /**
     * A host that is up at once, without adapters.
     *
     * @param seed of its generator
     */
    public ClientHost(Setup setup, long seed) {
        super(setup, false);
        tcp = new TcpEngine(TcpSettings.defaults(), ip().sender(), new SplittableRandom(seed));
        ip().handler(IpProtocol.TCP, (packet, now) -> {
            tcp.input(packet, now);
            return true;
        });
        pinger = new Pinger(ip());
        loop().add("tcp", LoopStage.ENGINES, new Transport());
    }

    /** Opens a connection to an echo server. */
    public EchoClient echo(IpEndpoint server) {
        touched();
        clients++;
        EchoClient client = new EchoClient(nextName(), clients, this, trace());
        client.opened(tcp.connect(any(), server, name(), client, now()));
        echoes.add(client);
        return client;
    }

    /** Asks a whoami server once, over a connection of its own. */
    public WhoamiClient whoami(IpEndpoint server) {
        touched();
        clients++;
        WhoamiClient client = new WhoamiClient(nextName(), trace());
        tcp.connect(any(), server, name(), client, now());
        return client;
    }

    /** Sends ICMP echo requests and counts the answers. */
    public Pinger pinger() {
        touched();
        return pinger;
    }

    private String nextName() {
        return name() + "-" + clients;
    }

    private static IpEndpoint any() {
        return new IpEndpoint(IpAddress.ANY4, 0);
    }

    /** TCP of this host. */
    public TcpEngine tcp() {
        return tcp;
    }

    @Override
    public void ended() {
        endedClients++;
    }

    /** Echo clients that have ended so far. */
    public int endedClients() {
        return endedClients;
    }

    /** TCP, and after it the clients that send by the clock. */
    private final class Transport implements LoopParticipant {
        @Override
        public int step(long nowNanos) {
            int work = tcp.step(nowNanos);
            boolean ended = false;
            for (int i = 0; i < echoes.size(); i++) {
                work += echoes.get(i).step(nowNanos);
                ended |= echoes.get(i).ended();
            }
            if (ended) {
                echoes.removeIf(EchoClient::ended);
            }
            return work;
        }

        @Override
        public long nextDeadlineNanos() {
            long next = tcp.nextDeadlineNanos();
            for (int i = 0; i < echoes.size(); i++) {
                next = Math.min(next, echoes.get(i).nextNanos());
            }
            return next;
        }
    }
}
