package io.openplex.hwsim.adapters.lan;

import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** Frames for tests. */
public final class Frames {
    private Frames() {}

    /** A frame of a pool of its own. */
    public static Frame empty() {
        return Objects.requireNonNull(new FramePool(1, 70_000).acquire());
    }

    /** A frame with exactly these bytes. */
    public static Frame of(byte[] bytes) {
        Frame frame = empty();
        frame.length(bytes.length);
        frame.buffer().put(frame.offset(), bytes);
        return frame;
    }

    /** The same from hex digits; blanks are ignored. */
    public static Frame hex(String digits) {
        return of(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    /** An Ethernet frame of this length with a number in its first payload bytes. */
    public static Frame ethernet(long destination, long source, int type, int length, int number) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x5a);
        Frame frame = of(bytes);
        Ethernet.write(frame.buffer(), frame.offset(), destination, source, type);
        frame.buffer().putInt(frame.offset() + Ethernet.LENGTH, number);
        return frame;
    }

    /** The bytes of a frame. */
    public static byte[] bytes(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.buffer().get(frame.offset(), bytes);
        return bytes;
    }
}
