package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.client.ClientHost;
import io.openplex.deploy.simulation.client.IpNode;
import io.openplex.deploy.simulation.client.Router;
import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * What is not sysplex: a client on the sysplex's LAN, which finds the dynamic VIPAs on its own link, and another on a
 * LAN of its own, behind the router to which every stack has its default route.
 */
final class ClientNetwork {
    private final List<ClientHost> hosts;
    private final List<IpNode> nodes;

    /** Builds the network into a world. */
    ClientNetwork(SimulatedSysplex world) {
        List<IpPrefix> dvipas = List.of(IpPrefix.parse("198.51.100.0/28"));
        IpPrefix gateway = IpPrefix.parse("192.0.2.129/25");
        SimulatedLan branch = world.addLan();
        ClientHost near = world.client("CLIENT1", IpPrefix.parse("203.0.113.2/24"), dvipas);
        ClientHost far = world.client("CLIENT2", branch, IpPrefix.parse("192.0.2.130/25"), gateway.address());
        Router router = world.router("ROUTER");
        router.attach(world.lan(), SysplexPlan.ROUTER, dvipas);
        router.attach(branch, gateway, List.of());
        hosts = List.of(near, far);
        nodes = List.of(near, far, router);
    }

    /** The clients. */
    List<ClientHost> hosts() {
        return hosts;
    }

    /** Has every host and the router ask for their neighbours' MAC addresses anew. */
    void forgetNeighbours() {
        nodes.forEach(IpNode::forgetNeighbours);
    }

    /** A host or router that keeps frames. */
    Optional<String> leak() {
        return nodes.stream()
                .filter(node -> node.framesOutstanding() != 0)
                .map(node -> node + " keeps " + node.framesOutstanding() + " frames")
                .findFirst();
    }
}
