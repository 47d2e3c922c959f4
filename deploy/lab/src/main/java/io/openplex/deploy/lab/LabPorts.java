package io.openplex.deploy.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Every port of a lab, all on 127.0.0.1, counted from one base: a lab takes nothing outside of {@code base} to
 * {@code base + 99}.
 *
 * <pre>
 * base +  7        echo of the distributed DVIPA (edge)
 * base + 20        ZooKeeper
 * base + 31 to 33  LAN, side of the switch, UDP
 * base + 41 to 43  LAN, side of the LPARs' OSA ports, UDP
 * base + 51 to 53  operator console and ENF of the LPARs, gRPC
 * base + 61 to 63  metrics and health of the LPARs, HTTP
 * base + 80        HTTP of the distributed DVIPA (edge)
 * </pre>
 *
 * @param base {@value #BASE_MIN} to {@value #BASE_MAX}
 */
public record LabPorts(int base) {
    /** Gives ports 8080 and 8007. */
    public static final int BASE_DEFAULT = 8000;

    static final int BASE_MIN = 1024;
    static final int BASE_MAX = 65_400;

    /** A base out of range is a usage error. */
    public LabPorts {
        if (base < BASE_MIN || base > BASE_MAX) {
            throw LabFailure.usage("--port-base " + base + " is out of range: " + BASE_MIN + " to " + BASE_MAX);
        }
    }

    /** The edge's port that leads to port 80 of the DVIPA. */
    public int http() {
        return base + 80;
    }

    /** The edge's port that leads to port 7 of the DVIPA. */
    public int echo() {
        return base + 7;
    }

    /** Coordination service. */
    public int zookeeper() {
        return base + 20;
    }

    /** UDP port of the switch towards an LPAR. */
    public int lanSwitch(Lpar lpar) {
        return base + 30 + lpar.number();
    }

    /** UDP port of an LPAR's OSA port. */
    public int lanOsa(Lpar lpar) {
        return base + 40 + lpar.number();
    }

    /** Operator console and ENF of an LPAR. */
    public int rpc(Lpar lpar) {
        return base + 50 + lpar.number();
    }

    /** Metrics and health of an LPAR. */
    public int metrics(Lpar lpar) {
        return base + 60 + lpar.number();
    }

    /** 127.0.0.1 with a port; no name is looked up. */
    public static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails with the first port that is taken, and says which option changes it. */
    public void requireFree() {
        for (Use use : uses()) {
            if (!use.free()) {
                throw LabFailure.failed("port " + use.port + (use.udp ? "/udp" : "") + " (" + use.purpose
                        + ") on 127.0.0.1 is taken; choose other ports with --port-base N (here " + base
                        + ", a lab uses N+7 to N+80)");
            }
        }
    }

    private List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        uses.add(new Use(http(), false, "HTTP at the edge"));
        uses.add(new Use(echo(), false, "echo at the edge"));
        uses.add(new Use(zookeeper(), false, "ZooKeeper"));
        for (Lpar lpar : Lpar.ALL) {
            uses.add(new Use(rpc(lpar), false, lpar.system() + " operator console"));
            uses.add(new Use(metrics(lpar), false, lpar.system() + " metrics"));
            uses.add(new Use(lanSwitch(lpar), true, "switch port of " + lpar.system()));
            uses.add(new Use(lanOsa(lpar), true, "OSA port of " + lpar.system()));
        }
        return uses;
    }

    private record Use(int port, boolean udp, String purpose) {
        boolean free() {
            try {
                if (udp) {
                    try (DatagramChannel channel = DatagramChannel.open()) {
                        channel.bind(loopback(port));
                    }
                } else {
                    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
                        channel.bind(loopback(port));
                    }
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
