package io.openplex.hwsim.adapters;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A learning Ethernet switch (IEEE 802.1D forwarding without spanning tree), stepped by {@link #poll}. Unknown,
 * broadcast
 * and multicast destinations are flooded; nothing goes back to the port it came from. VLAN tags pass unchanged.
 */
public final class EthernetSwitch implements AutoCloseable {
    /** Time after which a silent station is forgotten: 300 s, the recommended value of IEEE 802.1D. */
    public static final long AGE_NANOS = 300_000_000_000L;

    private final List<SwitchPort> attached = new ArrayList<>();
    private final StationTable stations;
    private SwitchPort[] ports = {};
    private long flooded;
    private long filtered;
    private long notLearned;

    /** A switch without ports that remembers at most {@code stationCapacity} stations. */
    public EthernetSwitch(int stationCapacity) {
        stations = new StationTable(stationCapacity, AGE_NANOS);
    }

    /** Adds a port; the switch owns it and closes it. */
    public SwitchPort attach(String name, LanPort port) {
        SwitchPort added = new SwitchPort(this, name, attached.size(), port);
        attached.add(added);
        ports = attached.toArray(new SwitchPort[0]);
        return added;
    }

    /** The ports in the order of attachment. */
    public List<SwitchPort> ports() {
        return List.copyOf(attached);
    }

    /**
     * Forwards up to {@code limitPerPort} frames from each port.
     *
     * @return number of frames taken
     */
    public int poll(int limitPerPort, long nowNanos) {
        int frames = 0;
        for (int i = 0; i < ports.length; i++) {
            frames += ports[i].poll(limitPerPort, nowNanos);
        }
        return frames;
    }

    /** Pushes out what the ports still hold. */
    public void flush() {
        for (int i = 0; i < ports.length; i++) {
            ports[i].flush();
        }
    }

    void forward(SwitchPort from, Frame frame, long nowNanos) {
        if (!Ethernet.check(frame.length())) {
            from.dropped++;
            return;
        }
        long source = Ethernet.source(frame.buffer(), frame.offset());
        if (MacAddress.isGroup(source)) {
            from.dropped++;
            return;
        }
        if (!stations.heard(source, from.number(), nowNanos)) {
            notLearned++;
        }
        long destination = Ethernet.destination(frame.buffer(), frame.offset());
        int to = MacAddress.isGroup(destination) ? StationTable.UNKNOWN : stations.portOf(destination, nowNanos);
        if (to == StationTable.UNKNOWN) {
            flood(from, frame, nowNanos);
        } else if (to == from.number()) {
            filtered++;
        } else {
            ports[to].send(frame, nowNanos);
        }
    }

    private void flood(SwitchPort from, Frame frame, long nowNanos) {
        flooded++;
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] != from) {
                ports[i].send(frame, nowNanos);
            }
        }
    }

    void linkLost(SwitchPort port) {
        stations.forget(port.number());
    }

    /** Port behind which a station was last heard, or -1. */
    public int portOf(MacAddress station, long nowNanos) {
        return stations.portOf(station.bits(), nowNanos);
    }

    /** Stations remembered, those included whose time is over but that nobody asked for since. */
    public int stationCount() {
        return stations.size();
    }

    /** Frames sent to all other ports. */
    public long flooded() {
        return flooded;
    }

    /** Frames whose destination is behind the port they came from. */
    public long filtered() {
        return filtered;
    }

    /** Frames whose source found no room in the station table. */
    public long notLearned() {
        return notLearned;
    }

    /** Closes all ports. */
    @Override
    public void close() {
        for (SwitchPort port : attached) {
            port.close();
        }
    }
}
