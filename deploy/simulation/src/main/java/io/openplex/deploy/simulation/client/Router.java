package io.openplex.deploy.simulation.client;

/**
 * A router: it forwards between the LANs to which it is attached. Whoever is behind it reaches a dynamic VIPA by way of
 * its ARP cache, which a take-over has to correct.
 */
public final class Router extends IpNode {
    /** A router that is up at once, without adapters. */
    public Router(Setup setup) {
        super(setup, true);
    }
}
