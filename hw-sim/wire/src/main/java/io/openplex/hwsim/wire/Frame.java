package io.openplex.hwsim.wire;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A reusable descriptor of one frame: bytes with headroom before them, and what travels beside the bytes. Owned by one
 * thread at a time; goes back to its {@link FramePool} by {@link #release()}. A {@link #view} shows memory of somebody
 * else instead and has no pool.
 *
 * <pre>
 *   0            offset                        offset+length          capacity
 *   |  headroom  |  link header | IP | L4 | data  |     free          |
 *                               ^l3  ^l4
 * </pre>
 *
 * {@code l3} and {@code l4} are absolute positions in the buffer, -1 when not yet known. Segmentation and checksum
 * state has the meaning of {@code virtio_net_hdr}.
 */
public final class Frame {
    /** Bytes kept free before a received or new frame: tunnel, VLAN and link headers are prepended without copying. */
    public static final int HEADROOM = 128;

    /** {@link #checksum}: nothing is known, the receiver must verify. */
    public static final byte CHECKSUM_UNKNOWN = 0;

    /** {@link #checksum}: verified, or carried over a trusted memory path. */
    public static final byte CHECKSUM_VALID = 1;

    /** {@link #checksum}: the checksum field holds the pseudo-header sum; whoever puts it on a wire completes it. */
    public static final byte CHECKSUM_PARTIAL = 2;

    /** {@link #segmentation}: an ordinary packet. */
    public static final byte SEGMENT_NONE = 0;

    /**
     * {@link #segmentation}: TCP over IPv4, to be cut into {@link #segmentSize} bytes of payload. Every frame to be cut
     * is {@link #CHECKSUM_PARTIAL} too.
     */
    public static final byte SEGMENT_TCP4 = 1;

    /** {@link #segmentation}: TCP over IPv6. */
    public static final byte SEGMENT_TCP6 = 4;

    /** {@link #segmentation}: UDP over either family, to be cut into datagrams of {@link #segmentSize} bytes. */
    public static final byte SEGMENT_UDP = 5;

    /** Absent VLAN tag. */
    public static final int NO_VLAN = -1;

    /** Inbound queue: primary (hardware.md 3.3). */
    public static final byte QUEUE_PRIMARY = 0;

    /** Inbound queue: sysplex distributor (hardware.md 3.3). */
    public static final byte QUEUE_DISTRIBUTOR = 1;

    private final ByteBuffer buffer;
    /** A second view of the same bytes, so that channel I/O never narrows the limit of {@link #buffer}. */
    private final ByteBuffer channelView;
    /** The same bytes once more: making a segment at each use would allocate. */
    private final MemorySegment memory;

    private final @Nullable FramePool pool;

    private int offset;
    private int length;
    private boolean free = true;

    /** Position of the IP header, or -1. */
    public int l3 = -1;

    /** Position of the transport header, or -1. */
    public int l4 = -1;

    /** One of the CHECKSUM constants. */
    public byte checksum;

    /** One of the SEGMENT constants. */
    public byte segmentation;

    /** Payload bytes per segment when {@link #segmentation} is set. */
    public int segmentSize;

    /** VLAN id 0 to 4095 with priority bits above, or {@link #NO_VLAN}. */
    public int vlan = NO_VLAN;

    /** One of the QUEUE constants. */
    public byte queue;

    /** Number of the interface by which it came in, -1 for a frame made here. */
    public int ingress = -1;

    Frame(ByteBuffer buffer, @Nullable FramePool pool) {
        this.buffer = buffer;
        this.channelView = buffer.duplicate();
        this.memory = MemorySegment.ofBuffer(buffer);
        this.pool = pool;
    }

    /**
     * A frame over memory that belongs to somebody else, for example a buffer that two processes share. Whoever made it
     * moves it by {@link #bounds} from packet to packet and says how long it shows what; it is never released. Another
     * process may change the bytes while they are read: what was checked must not be read again.
     *
     * @param memory at least {@link #HEADROOM} bytes; its position and limit are ignored
     */
    public static Frame view(ByteBuffer memory) {
        if (memory.capacity() < HEADROOM) {
            throw new IllegalArgumentException("a view of " + memory.capacity() + " bytes");
        }
        Frame frame = new Frame(memory.duplicate().clear().order(ByteOrder.BIG_ENDIAN), null);
        frame.taken();
        return frame;
    }

    /**
     * The whole buffer, big endian; use absolute positions only. Channels use {@link #io()} and {@link #receiving()}.
     */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** The whole buffer as memory outside the heap, for system calls that read or write it where it lies. */
    public MemorySegment memory() {
        return memory;
    }

    /** Position of the first byte. */
    public int offset() {
        return offset;
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** Position after the last byte. */
    public int end() {
        return offset + length;
    }

    /** Bytes that fit behind the current end. */
    public int tailroom() {
        return buffer.capacity() - end();
    }

    /** Empties the frame and forgets everything beside it; the first byte is at {@link #HEADROOM}. */
    public Frame reset() {
        offset = HEADROOM;
        length = 0;
        l3 = -1;
        l4 = -1;
        checksum = CHECKSUM_UNKNOWN;
        segmentation = SEGMENT_NONE;
        segmentSize = 0;
        vlan = NO_VLAN;
        queue = QUEUE_PRIMARY;
        ingress = -1;
        return this;
    }

    /** Sets where the bytes lie. */
    public void bounds(int newOffset, int newLength) {
        if (newOffset < 0 || newLength < 0 || newOffset > buffer.capacity() - newLength) {
            throw new IndexOutOfBoundsException(newOffset + "+" + newLength + " in " + buffer.capacity());
        }
        offset = newOffset;
        length = newLength;
    }

    /** Grows by {@code bytes} in front and answers the new offset. */
    public int prepend(int bytes) {
        bounds(offset - bytes, length + bytes);
        return offset;
    }

    /** Drops {@code bytes} in front. */
    public void strip(int bytes) {
        bounds(offset + bytes, length - bytes);
    }

    /** Sets the length; used to cut padding or after writing. */
    public void length(int newLength) {
        bounds(offset, newLength);
    }

    /** A view whose position and limit stand around the bytes, for writing to a channel; valid until the next call. */
    public ByteBuffer io() {
        return channelView.limit(offset + length).position(offset);
    }

    /** A view from the first byte to the capacity, for reading from a channel; set the length afterwards. */
    public ByteBuffer receiving() {
        return channelView.limit(buffer.capacity()).position(offset);
    }

    /** Takes over the bytes and all that travels beside them; the copy starts at the same offset. */
    public void copyFrom(Frame other) {
        copyFrom(other, other.offset);
    }

    /**
     * The same, but the copy starts at {@code newOffset}; for a frame whose own offset says nothing here, as a view's.
     */
    public void copyFrom(Frame other, int newOffset) {
        if (newOffset < 0 || newOffset > buffer.capacity() - other.length) {
            throw new IndexOutOfBoundsException(newOffset + "+" + other.length + " in " + buffer.capacity());
        }
        int shift = newOffset - other.offset;
        buffer.put(newOffset, other.buffer, other.offset, other.length);
        offset = newOffset;
        length = other.length;
        l3 = other.l3 < 0 ? -1 : other.l3 + shift;
        l4 = other.l4 < 0 ? -1 : other.l4 + shift;
        checksum = other.checksum;
        segmentation = other.segmentation;
        segmentSize = other.segmentSize;
        vlan = other.vlan;
        queue = other.queue;
        ingress = other.ingress;
    }

    /** Puts the frame back into its pool; a second release, or that of a view, stops the program. */
    public void release() {
        if (pool == null) {
            throw new IllegalStateException("a view has no pool");
        }
        if (free) {
            throw new IllegalStateException("frame released twice");
        }
        free = true;
        pool.put(this);
    }

    void taken() {
        free = false;
        reset();
    }
}
