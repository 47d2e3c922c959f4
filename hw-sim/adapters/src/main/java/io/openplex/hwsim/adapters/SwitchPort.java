package io.openplex.hwsim.adapters;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Frame;

/** One port of an {@link EthernetSwitch}: its cable, its fault and its counters. */
public final class SwitchPort {
    private final EthernetSwitch owner;
    private final String name;
    private final int number;
    private final LanPort port;
    private final LanPort.Receiver receiver = this::received;
    private boolean cableOut;
    private boolean wasUp = true;
    long framesIn;
    long framesOut;
    long lost;
    long dropped;

    SwitchPort(EthernetSwitch owner, String name, int number, LanPort port) {
        this.owner = owner;
        this.name = name;
        this.number = number;
        this.port = port;
    }

    /** Name given when it was attached. */
    public String name() {
        return name;
    }

    /** Number, from 0 in the order of attachment. */
    public int number() {
        return number;
    }

    /** Fault: pulls the cable out, or puts it back. While it is out everything to and from this port is lost. */
    public void cableOut(boolean out) {
        cableOut = out;
    }

    /** The cable is in and the port has link. */
    public boolean linkUp() {
        return !cableOut && port.linkUp();
    }

    /** Frames taken from this port. */
    public long framesIn() {
        return framesIn;
    }

    /** Frames given to this port. */
    public long framesOut() {
        return framesOut;
    }

    /** Frames from or to this port that were lost: cable out, no link, or no room. */
    public long lost() {
        return lost;
    }

    /** Frames from this port that the switch dropped: cut short, or with a group address as source. */
    public long dropped() {
        return dropped;
    }

    int poll(int limit, long nowNanos) {
        boolean up = linkUp();
        if (!up && wasUp) {
            owner.linkLost(this);
        }
        wasUp = up;
        return port.poll(receiver, limit, nowNanos);
    }

    private void received(Frame frame, long nowNanos) {
        if (cableOut) {
            lost++;
            return;
        }
        framesIn++;
        owner.forward(this, frame, nowNanos);
    }

    void send(Frame frame, long nowNanos) {
        if (!cableOut && port.send(frame, nowNanos)) {
            framesOut++;
        } else {
            lost++;
        }
    }

    void flush() {
        port.flush();
    }

    void close() {
        port.close();
    }
}
