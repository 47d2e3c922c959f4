package io.openplex.hwsim.adapters.lan;

import io.openplex.hwsim.wire.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes one pcapng section with one Ethernet interface (draft-ietf-opsawg-pcapng): section header block, interface
 * description block with name and nanosecond resolution, then an enhanced packet block with direction flags per frame.
 * Big endian. The writer allocates nothing per frame.
 *
 * <pre>
 *   block:  type 4 | total length 4 | body, padded to 4 | total length 4
 *   option: code 2 | length 2 | value, padded to 4
 * </pre>
 */
public final class PcapngWriter implements AutoCloseable {
    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final short LINKTYPE_ETHERNET = 1;
    private static final short OPTION_END = 0;
    private static final short IF_NAME = 2;
    private static final short IF_TSRESOL = 9;
    private static final short EPB_FLAGS = 2;
    private static final byte NANOSECONDS = 9;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;

    /** Everything of an enhanced packet block but the frame and its padding. */
    private static final int PACKET_OVERHEAD = 48;

    private final PcapngSink sink;
    private final ByteBuffer block;
    private boolean unflushed = true;
    private long tooLong;

    /**
     * Writes the beginning of the capture.
     *
     * @param interfaceName shown by readers as the name of the interface
     * @param maxFrameBytes longest frame that will come
     */
    public PcapngWriter(PcapngSink sink, String interfaceName, int maxFrameBytes) {
        this.sink = sink;
        byte[] name = interfaceName.getBytes(StandardCharsets.UTF_8);
        block = ByteBuffer.allocateDirect(Math.max(maxFrameBytes, name.length) + PACKET_OVERHEAD + 16);
        begin(SECTION_HEADER);
        block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        end();
        begin(INTERFACE_DESCRIPTION);
        block.putShort(LINKTYPE_ETHERNET).putShort((short) 0).putInt(0);
        block.putShort(IF_NAME).putShort((short) name.length).put(name);
        pad();
        block.putShort(IF_TSRESOL).putShort((short) 1).put(NANOSECONDS);
        pad();
        block.putShort(OPTION_END).putShort((short) 0);
        end();
    }

    /** Writes a frame; {@code epochNanos} is wall-clock time since 1970 in nanoseconds. */
    public void frame(Frame frame, boolean inbound, long epochNanos) {
        int length = frame.length();
        if (length + PACKET_OVERHEAD > block.capacity()) {
            tooLong++;
            return;
        }
        begin(ENHANCED_PACKET);
        block.putInt(0).putInt((int) (epochNanos >>> 32)).putInt((int) epochNanos);
        block.putInt(length).putInt(length);
        block.put(block.position(), frame.buffer(), frame.offset(), length).position(block.position() + length);
        pad();
        block.putShort(EPB_FLAGS).putShort((short) 4).putInt(inbound ? INBOUND : OUTBOUND);
        block.putShort(OPTION_END).putShort((short) 0);
        end();
        unflushed = true;
    }

    private void begin(int type) {
        block.clear().putInt(type).putInt(0);
    }

    private void pad() {
        while ((block.position() & 3) != 0) {
            block.put((byte) 0);
        }
    }

    private void end() {
        int total = block.position() + 4;
        block.putInt(total).putInt(4, total);
        sink.write(block.flip());
    }

    /** Flushes the sink if anything was written since the last time. */
    public void flush() {
        if (unflushed) {
            unflushed = false;
            sink.flush();
        }
    }

    /** Frames left out because they exceed the announced maximum. */
    public long tooLong() {
        return tooLong;
    }

    @Override
    public void close() {
        sink.close();
    }
}
