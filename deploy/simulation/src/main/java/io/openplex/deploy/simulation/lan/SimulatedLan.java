package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.adapters.EthernetSwitch;
import io.openplex.hwsim.adapters.SwitchPort;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import java.util.ArrayList;
import java.util.List;

/** One Ethernet: a switch, cables in memory, and a watch on what every station claims. */
public final class SimulatedLan {
    private static final int STATIONS = 1024;
    private static final int CABLE_FRAMES = 2048;
    private static final int MTU = 1500;
    private static final int BATCH = 64;

    private final EthernetSwitch bridge = new EthernetSwitch(STATIONS);
    private final List<MemoryLanPort> switchSides = new ArrayList<>();
    private final List<ArpClaim> claims = new ArrayList<>();
    private boolean busy;

    /** An Ethernet without stations. */
    public SimulatedLan() {}

    /** Plugs a station in. */
    public Cable plug(String station) {
        MemoryLanPort.Pair pair = MemoryLanPort.pair(CABLE_FRAMES, MTU);
        SwitchPort port = bridge.attach(station, pair.right());
        switchSides.add(pair.right());
        return new Cable(pair, new WatchedPort(pair.left(), station, claims::add), port);
    }

    /** Forwards what has arrived at the switch. */
    public int step(long nowNanos) {
        int frames = bridge.poll(BATCH, nowNanos);
        busy = frames > 0;
        return frames;
    }

    /** At once while frames wait at the switch, otherwise never. */
    public long nextNanos() {
        if (busy) {
            return Long.MIN_VALUE;
        }
        for (MemoryLanPort side : switchSides) {
            if (side.waiting() > 0) {
                return Long.MIN_VALUE;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Every ARP packet that named its sender, in order. */
    public List<ArpClaim> claims() {
        return List.copyOf(claims);
    }

    /** A station's cable. */
    public static final class Cable {
        private final MemoryLanPort.Pair pair;
        private final WatchedPort stationSide;
        private final SwitchPort switchPort;

        Cable(MemoryLanPort.Pair pair, WatchedPort stationSide, SwitchPort switchPort) {
            this.pair = pair;
            this.stationSide = stationSide;
            this.switchPort = switchPort;
        }

        /** The station's end. */
        public WatchedPort port() {
            return stationSide;
        }

        /** The switch's port, with its faults and counters. */
        public SwitchPort switchPort() {
            return switchPort;
        }

        /** Frames that wait for the station. */
        public int waiting() {
            return pair.left().waiting();
        }

        /** Pulls the cable out or puts it back; what is on its way is lost. */
        public void plugged(boolean in) {
            pair.plugged(in);
        }
    }
}
