package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.adapters.EthernetSwitch;
import io.openplex.hwsim.adapters.SwitchPort;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.adapters.lan.PcapngWriter;
import io.openplex.hwsim.wire.Frame;
import io.openplex.stackd.loop.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One Ethernet: a switch, cables in memory with their faults, and a watch on what every station claims. */
public final class SimulatedLan {
    private static final int STATIONS = 1024;
    private static final int CABLE_FRAMES = 2048;
    private static final int MTU = 1500;
    private static final int BATCH = 64;

    private final NanoClock clock;
    private final SplittableRandom random;
    private final EthernetSwitch bridge = new EthernetSwitch(STATIONS);
    private final List<Cable> cables = new ArrayList<>();
    private final List<ArpClaim> claims = new ArrayList<>();
    private final List<SynAnswer> answers = new ArrayList<>();
    private @Nullable PcapngWriter capture;
    private long captureOffsetNanos;
    private boolean busy;

    /** An Ethernet without stations. */
    public SimulatedLan(NanoClock clock, SplittableRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Plugs a station in. */
    public Cable plug(String station) {
        MemoryLanPort.Pair pair = MemoryLanPort.pair(CABLE_FRAMES, MTU);
        ImpairedPort toStation = new ImpairedPort(pair.right(), clock, random.split());
        ImpairedPort fromStation = new ImpairedPort(pair.left(), clock, random.split());
        WatchedPort port = new WatchedPort(fromStation, station, clock, claims::add, answers::add, this::captured);
        Cable cable = new Cable(pair, port, fromStation, toStation, bridge.attach(station, toStation));
        cables.add(cable);
        return cable;
    }

    /**
     * Records every frame that a station sends from now on.
     *
     * @param wallOffsetNanos wall-clock nanoseconds since 1970 at virtual time 0
     */
    public void capture(PcapngWriter writer, long wallOffsetNanos) {
        capture = writer;
        captureOffsetNanos = wallOffsetNanos;
    }

    private void captured(Frame frame) {
        PcapngWriter writer = capture;
        if (writer != null) {
            writer.frame(frame, false, clock.nanos() + captureOffsetNanos);
        }
    }

    /** Forwards what has arrived at the switch. */
    public int step(long nowNanos) {
        int frames = 0;
        for (int i = 0; i < cables.size(); i++) {
            Cable cable = cables.get(i);
            frames += cable.fromStation.release(nowNanos) + cable.toStation.release(nowNanos);
        }
        frames += bridge.poll(BATCH, nowNanos);
        busy = frames > 0;
        return frames;
    }

    /** At once while frames wait at the switch, otherwise when a delayed one arrives. */
    public long nextNanos() {
        if (busy) {
            return Long.MIN_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (int i = 0; i < cables.size(); i++) {
            Cable cable = cables.get(i);
            if (cable.pair.right().waiting() > 0) {
                return Long.MIN_VALUE;
            }
            next = Math.min(next, Math.min(cable.fromStation.nextNanos(), cable.toStation.nextNanos()));
        }
        return next;
    }

    /** Every ARP packet that named its sender, in order. */
    public List<ArpClaim> claims() {
        return List.copyOf(claims);
    }

    /** ARP packets noted so far. */
    public int claimCount() {
        return claims.size();
    }

    /** One of the ARP packets noted so far, from 0. */
    public ArpClaim claim(int number) {
        return claims.get(number);
    }

    /** How many SYN-ACKs were sent. */
    public int answerCount() {
        return answers.size();
    }

    /** One of them, from 0. */
    public SynAnswer answer(int number) {
        return answers.get(number);
    }

    /** A station's cable. */
    public static final class Cable {
        private final MemoryLanPort.Pair pair;
        private final WatchedPort stationSide;
        private final ImpairedPort fromStation;
        private final ImpairedPort toStation;
        private final SwitchPort switchPort;

        Cable(
                MemoryLanPort.Pair pair,
                WatchedPort stationSide,
                ImpairedPort fromStation,
                ImpairedPort toStation,
                SwitchPort switchPort) {
            this.pair = pair;
            this.stationSide = stationSide;
            this.fromStation = fromStation;
            this.toStation = toStation;
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

        /** What happens to frames on their way, each way by itself. */
        public void impair(Impairment outgoing, Impairment incoming) {
            fromStation.impair(outgoing);
            toStation.impair(incoming);
        }

        /** Pulls the cable out or puts it back; what is on its way is lost. */
        public void plugged(boolean in) {
            pair.plugged(in);
            fromStation.lose();
            toStation.lose();
        }
    }
}
