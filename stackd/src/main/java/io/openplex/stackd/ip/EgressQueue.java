package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Packets that an interface holds until the flush, in order. */
public final class EgressQueue {
    private final @Nullable Frame[] frames;
    private final long[] hopHigh;
    private final long[] hopLow;
    private int size;

    /** A queue for up to {@code capacity} packets of one iteration. */
    public EgressQueue(int capacity) {
        frames = new Frame[capacity];
        hopHigh = new long[capacity];
        hopLow = new long[capacity];
    }

    /** Takes a packet; when there is no room it is released and false answered. */
    public boolean offer(Frame packet, long nextHopHigh, long nextHopLow) {
        if (size == frames.length) {
            packet.release();
            return false;
        }
        frames[size] = packet;
        hopHigh[size] = nextHopHigh;
        hopLow[size++] = nextHopLow;
        return true;
    }

    /** Hands every packet to the wire, which consumes them; the queue is empty then. */
    public void drain(Wire wire, long nowNanos) {
        for (int i = 0; i < size; i++) {
            Frame frame = frames[i];
            frames[i] = null;
            if (frame != null) {
                wire.send(frame, hopHigh[i], hopLow[i], nowNanos);
            }
        }
        size = 0;
    }

    /** Releases every packet and answers how many there were. */
    public int drop() {
        int dropped = size;
        for (int i = 0; i < size; i++) {
            Frame frame = frames[i];
            frames[i] = null;
            if (frame != null) {
                frame.release();
            }
        }
        size = 0;
        return dropped;
    }

    /** Packets that wait. */
    public int size() {
        return size;
    }

    /** What is behind an interface. */
    @FunctionalInterface
    public interface Wire {
        /** Sends one packet and consumes its frame. */
        void send(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos);
    }
}
