package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A bounded stock of frames of one size, for one thread. Frames are made on first need and then only reused.
 * {@link #acquire()} refuses beyond the bound; the caller counts the drop.
 */
public final class FramePool {
    private final Frame[] stock;
    private final int frameBytes;
    private int inStock;
    private int made;
    private long refusals;

    /**
     * A pool.
     *
     * @param frames most frames that may be out at once
     * @param payloadBytes bytes of each frame behind the headroom
     */
    public FramePool(int frames, int payloadBytes) {
        if (frames < 1 || payloadBytes < 0) {
            throw new IllegalArgumentException(frames + " frames of " + payloadBytes + " bytes");
        }
        stock = new Frame[frames];
        frameBytes = Frame.HEADROOM + payloadBytes;
    }

    /** A fresh, empty frame, or null when all are out. */
    public @Nullable Frame acquire() {
        if (inStock == 0) {
            if (made == stock.length) {
                refusals++;
                return null;
            }
            made++;
            Frame frame = new Frame(ByteBuffer.allocateDirect(frameBytes).order(ByteOrder.BIG_ENDIAN), this);
            frame.taken();
            return frame;
        }
        Frame frame = stock[--inStock];
        frame.taken();
        return frame;
    }

    void put(Frame frame) {
        stock[inStock++] = frame;
    }

    /** Frames in use. */
    public int outstanding() {
        return made - inStock;
    }

    /** Times that {@link #acquire()} had nothing to give. */
    public long refusals() {
        return refusals;
    }

    /** Payload bytes of each frame. */
    public int payloadBytes() {
        return frameBytes - Frame.HEADROOM;
    }
}
