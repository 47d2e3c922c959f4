package io.openplex.hwsim.adapters.qdio;

/**
 * Where everything lies in a session area, the memory that program (host) and adapter share. All numbers are big
 * endian, so that a dump reads like this page. Positions do not depend on the sizes of a session; only the number of
 * storage buffers does ({@link QdioSizes}).
 *
 * <pre>
 *        0 +--------------------------------------------------------------+
 *          |  0 magic "OPLXQDIO"              8 layout version (4)        |  written by the adapter,
 *          | 12 input queues (4)             16 buffers per input (4)     |  at an activation only
 *          | 20 buffers per output (4)       24 latest activation (4)     |
 *          | 28 generation in force (4), 0 while there is none            |
 *      128 +--------------------------------------------------------------+
 *          |  0 heartbeat (8)                                             |  program, every iteration
 *      256 +--------------------------------------------------------------+
 *          |  0 lease deadline (8), nanoseconds                           |  program, some 50 times a second
 *      512 +--------------------------------------------------------------+
 *          | control block of queue 0 (512), then of queues 1 to 11       |
 *          |   0 wake word of the consumer (8)                            |  consumer, when it goes to sleep
 *          | 128 packets taken (8)                                        |  consumer, once per batch
 *          | 256 wake word of the producer (8)                            |  producer, when it waits for room
 *          | 384 packets put (8)         392 packets refused (8)          |  producer, once per batch
 *     6656 +--------------------------------------------------------------+
 *     8192 +--------------------------------------------------------------+
 *          | queue 0: slots 0 to 127, each a line of 64: SlotWord (8)     |  the owner that the word names
 *          | then queues 1 to 11                                          |
 *   106496 +--------------------------------------------------------------+
 *          | storage buffer 0 (65536), then all others                    |  whoever owns the slot that names it
 *          +--------------------------------------------------------------+
 *
 *   queues: 0 primary input, 1 to 7 ancillary input, 8 to 11 output by priority, 8 the highest
 *
 *   storage buffer: packets one behind the other from its start, each
 *     0 header (PacketHeader.LENGTH 32) | 32 headroom (32) | 64 packet | padding up to the next multiple of 64
 * </pre>
 *
 * <p>What shares a cache line, and why:
 *
 * <ul>
 *   <li>State, buffer number and length of a slot are one word: whoever looks whether there is something gets all that
 *       it needs to know with the one line that it must fetch, and nothing can change between two reads.
 *   <li>Slots are on lines of their own, because one end writes slot n while the other writes slot n + 1.
 *   <li>What the consumer writes and what the producer writes are on different lines. The wake words are written only
 *       around sleep, so the other end keeps a copy in its cache and its test before every doorbell is free; the
 *       counters, which change with every batch, must not take that copy away. Hence four lines, and 128 bytes
 *       instead of 64 between them: processors fetch lines in pairs.
 *   <li>Heartbeat and lease are apart: the adapter reads the lease for every frame that claims an address.
 *   <li>A packet begins on a line, and so does its header: short packets cost two lines each and share none. The
 *       padding makes room to pad a packet to the shortest Ethernet frame in place.
 * </ul>
 */
public final class QdioLayout {
    /** Slots of every queue. */
    public static final int SLOTS = 128;

    /** Bytes of a storage buffer. */
    public static final int BUFFER_BYTES = 1 << 16;

    /** Most input queues: primary and ancillary. */
    public static final int INPUT_QUEUES_MAX = 8;

    /** Output queues of every session. */
    public static final int OUTPUT_QUEUES = 4;

    /** Bytes that may be put in front of a packet in a storage buffer without touching its header. */
    public static final int HEADROOM = 32;

    /** Bytes in front of a packet: header and headroom. */
    public static final int PREFIX = PacketHeader.LENGTH + HEADROOM;

    /** Largest packet, bytes. A segment that is yet to be cut must keep to it, too. */
    public static final int PACKET_MAX = BUFFER_BYTES - PREFIX;

    /** Version of this layout. */
    public static final int VERSION = 1;

    static final long MAGIC = 0x4f50_4c58_5144_494fL;

    static final int AT_MAGIC = 0;
    static final int AT_VERSION = 8;
    static final int AT_INPUT_QUEUES = 12;
    static final int AT_INPUT_BUFFERS = 16;
    static final int AT_OUTPUT_BUFFERS = 20;
    static final int AT_LATEST = 24;
    static final int AT_GENERATION = 28;
    static final int AT_HEARTBEAT = 128;
    static final int AT_LEASE = 256;

    static final int CONSUMER_WAKE = 0;
    static final int TAKEN = 128;
    static final int PRODUCER_WAKE = 256;
    static final int PUT = 384;
    static final int REFUSED = 392;

    static final int QUEUES = INPUT_QUEUES_MAX + OUTPUT_QUEUES;
    static final int STORAGE = 106_496;

    /** Bytes of the smallest area that an end looks into. */
    static final int HEADER_BYTES = 512;

    private static final int CONTROLS = 512;
    private static final int CONTROL_BYTES = 512;
    private static final int RINGS = 8_192;
    private static final int RING_BYTES = SLOTS * SlotWord.LINE;

    private QdioLayout() {}

    /** Position of a queue's control block. */
    static int control(int queue) {
        return CONTROLS + queue * CONTROL_BYTES;
    }

    /** Position of a slot's word. */
    static int slot(int queue, int slot) {
        return RINGS + queue * RING_BYTES + slot * SlotWord.LINE;
    }

    /** Position of a storage buffer. */
    static long storage(int buffer) {
        return STORAGE + (long) buffer * BUFFER_BYTES;
    }

    /** Number of the output queue of a priority, 1 (highest) to 4. */
    static int output(int priority) {
        return INPUT_QUEUES_MAX + priority - 1;
    }

    /** Bytes that a packet of this length takes in a storage buffer, with everything around it. */
    static int packetBytes(int length) {
        return PREFIX + (length + SlotWord.LINE - 1 & -SlotWord.LINE);
    }
}
