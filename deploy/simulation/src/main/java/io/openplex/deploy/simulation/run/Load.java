package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.Actor;
import io.openplex.deploy.simulation.check.ConnectionChecks;
import io.openplex.deploy.simulation.client.ClientHost;
import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.plan.DvipaPlan;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import io.openplex.hwsim.wire.IpEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Clients that keep so many connections to the DVIPAs open and busy. */
public final class Load implements Actor {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long OPEN_EVERY_NANOS = 20 * MILLI;
    private static final long NEIGHBOURS_NANOS = SECOND;
    private static final long SEND_LEAST_NANOS = 150 * MILLI;
    private static final long SEND_SPREAD_NANOS = 300 * MILLI;
    private static final int MOST_BYTES = 2_000;
    private static final int SHORT_LIVED_PERCENT = 50;

    private final ClientNetwork network;
    private final List<ClientHost> hosts;
    private final SysplexPlan plan;
    private final SplittableRandom random;
    private final ConnectionChecks checks;
    private final int wanted;
    private final List<Open> open = new ArrayList<>();
    private boolean opening;
    private long nextOpenNanos;
    private long nextNeighboursNanos;
    private int opened;
    private int mostOpen;
    private int endedSeen;

    private record Open(EchoClient client, long untilNanos) {}

    /** A load that has not begun. */
    Load(ClientNetwork network, SysplexPlan plan, SplittableRandom random, ConnectionChecks checks, int wanted) {
        this.network = network;
        hosts = network.hosts();
        this.plan = plan;
        this.random = random;
        this.checks = checks;
        this.wanted = wanted;
    }

    /** Opens connections from now on. */
    public void begin(long nowNanos) {
        opening = true;
        nextOpenNanos = nowNanos;
        nextNeighboursNanos = nowNanos;
    }

    /** Opens no more, and gives up those whose handshake is not complete. */
    public void openNoMore(long nowNanos) {
        opening = false;
        for (Open one : open) {
            if (!one.client().established() && !one.client().ended()) {
                one.client().abort(nowNanos);
            }
        }
    }

    /** Sends nothing more. */
    public void rest() {
        open.forEach(one -> one.client().rest());
    }

    /** Finishes every connection. */
    public void finish(long nowNanos) {
        for (Open one : open) {
            if (one.client().open()) {
                one.client().finish(nowNanos);
            }
        }
    }

    @Override
    public int step(long nowNanos) {
        int work = 0;
        if (nextNeighboursNanos <= nowNanos) {
            nextNeighboursNanos = nowNanos + NEIGHBOURS_NANOS;
            network.forgetNeighbours();
        }
        for (int i = 0; i < open.size(); i++) {
            Open one = open.get(i);
            if (one.untilNanos() <= nowNanos && opening && one.client().open()) {
                one.client().finish(nowNanos);
                open.set(i, new Open(one.client(), NEVER));
            }
        }
        if (opening && nextOpenNanos <= nowNanos && open.size() < wanted) {
            open(nowNanos);
            nextOpenNanos = nowNanos + OPEN_EVERY_NANOS;
            work++;
        }
        return work;
    }

    /** Looks after a pass which connections have ended. */
    public void look() {
        int ended = 0;
        for (int i = 0; i < hosts.size(); i++) {
            ended += hosts.get(i).endedClients();
        }
        if (ended == endedSeen) {
            return;
        }
        endedSeen = ended;
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).client().ended()) {
                checks.ended(open.remove(i).client());
            }
        }
    }

    private void open(long nowNanos) {
        DvipaPlan dvipa = plan.dvipas().get(random.nextInt(plan.dvipas().size()));
        int port = SysplexPlan.PORTS.get(random.nextInt(SysplexPlan.PORTS.size()));
        EchoClient client = hosts.get(random.nextInt(hosts.size())).echo(new IpEndpoint(dvipa.address(), port));
        long every = SEND_LEAST_NANOS + random.nextLong(SEND_SPREAD_NANOS);
        client.keepBusy(every, 1 + random.nextInt(MOST_BYTES), nowNanos);
        boolean shortLived = random.nextInt(100) < SHORT_LIVED_PERCENT;
        open.add(new Open(client, shortLived ? nowNanos + random.nextLong(SECOND, 8 * SECOND) : NEVER));
        checks.opened(client, dvipa.address());
        opened++;
        mostOpen = Math.max(mostOpen, open.size());
    }

    /** Connections opened so far. */
    public int opened() {
        return opened;
    }

    /** Most connections that were open at once. */
    public int mostOpen() {
        return mostOpen;
    }

    /** Connections that have not ended. */
    public List<EchoClient> live() {
        return open.stream().map(Open::client).filter(c -> !c.ended()).toList();
    }

    @Override
    public long nextNanos() {
        return opening ? Math.min(nextOpenNanosIfWanted(), nextNeighboursNanos) : nextNeighboursNanos;
    }

    private long nextOpenNanosIfWanted() {
        return open.size() < wanted ? nextOpenNanos : NEVER;
    }
}
