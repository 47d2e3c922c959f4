package io.openplex.hwsim.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory for one call of recvmmsg(2) or sendmmsg(2): messages, each of two pieces (a virtio_net_hdr of its own and a
 * frame anywhere), and room for what travels beside. Layouts of 64-bit Linux:
 *
 * <pre>
 *   mmsghdr  name 8 | name length 4 + 4 | iovec 8 | count 8 | control 8 | control length 8 | flags 4 + 4 | bytes 4 + 4
 *   iovec    address 8 | length 8
 * </pre>
 */
final class MessageTable {
    private static final int MESSAGE = 64;
    private static final int AT_VECTORS = 16;
    private static final int AT_VECTOR_COUNT = 24;
    private static final int AT_CONTROL = 32;
    private static final int AT_CONTROL_LENGTH = 40;
    private static final int AT_FLAGS = 48;
    private static final int AT_BYTES = 56;

    private static final int VECTORS = 32;
    private static final int HEADER = 16;
    private static final int CONTROL = 64;

    /** The messages from each one on: cutting such a piece at each call would allocate. */
    private final MemorySegment[] messages;

    private final ByteBuffer messageFields;
    private final ByteBuffer vectorFields;
    private final ByteBuffer headers;
    private final ByteBuffer control;

    /** Messages that all begin with their own header; the frames come by {@link #frame}. */
    MessageTable(int count) {
        Arena arena = Arena.ofAuto();
        MemorySegment all = arena.allocate((long) count * MESSAGE, 64);
        MemorySegment vectors = arena.allocate((long) count * VECTORS, 64);
        MemorySegment headerMemory = arena.allocate((long) count * HEADER, 64);
        MemorySegment controlMemory = arena.allocate((long) count * CONTROL, 64);
        messageFields = all.asByteBuffer().order(ByteOrder.nativeOrder());
        vectorFields = vectors.asByteBuffer().order(ByteOrder.nativeOrder());
        headers = headerMemory.asByteBuffer().order(ByteOrder.nativeOrder());
        control = controlMemory.asByteBuffer().order(ByteOrder.nativeOrder());
        messages = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            messages[i] = all.asSlice((long) i * MESSAGE);
            messageFields.putLong(i * MESSAGE + AT_VECTORS, vectors.address() + (long) i * VECTORS);
            messageFields.putLong(i * MESSAGE + AT_VECTOR_COUNT, 2);
            messageFields.putLong(i * MESSAGE + AT_CONTROL, controlMemory.address() + (long) i * CONTROL);
            vectorFields.putLong(i * VECTORS, headerMemory.address() + (long) i * HEADER);
            vectorFields.putLong(i * VECTORS + 8, VirtioHeader.LENGTH);
        }
    }

    /** Where the frame of a message lies; the memory must stay as long as this table is used. */
    void frame(int message, long address, int length) {
        vectorFields.putLong(message * VECTORS + 16, address);
        vectorFields.putLong(message * VECTORS + 24, length);
    }

    /** Gives the kernel the room for what travels beside, which each receiving takes away. */
    void openControl(int message) {
        messageFields.putLong(message * MESSAGE + AT_CONTROL_LENGTH, CONTROL);
    }

    /** The messages from {@code first} on, for the call. */
    MemorySegment from(int first) {
        return messages[first];
    }

    /** Bytes of both pieces that were received or sent. */
    int bytes(int message) {
        return messageFields.getInt(message * MESSAGE + AT_BYTES);
    }

    /** MSG flags that the kernel answered. */
    int flags(int message) {
        return messageFields.getInt(message * MESSAGE + AT_FLAGS);
    }

    /** All virtio_net_hdrs; use {@link #headerAt}. */
    ByteBuffer headers() {
        return headers;
    }

    /** Position of the header of a message in {@link #headers()}. */
    int headerAt(int message) {
        return message * HEADER;
    }

    /** Bytes that travel beside the message, 0 when there are none. */
    int controlLength(int message) {
        return (int) messageFields.getLong(message * MESSAGE + AT_CONTROL_LENGTH);
    }

    /** All that travels beside; use {@link #controlAt}. */
    ByteBuffer control() {
        return control;
    }

    /** Position of what travels beside a message in {@link #control()}. */
    int controlAt(int message) {
        return message * CONTROL;
    }
}
