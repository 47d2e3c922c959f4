package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Offloads;
import io.openplex.hwsim.wire.PacketHeaders;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.hwsim.wire.Udp;
import java.nio.ByteBuffer;

/**
 * The header that AF_PACKET and TUN put before a frame to say what is left undone about it (linux/virtio_net.h, struct
 * virtio_net_hdr), in the byte order of the machine:
 *
 * <pre>
 *   0 flags 1 | 1 segmentation 1 | 2 header bytes 2 | 4 segment size 2 | 6 checksum start 2 | 8 checksum offset 2
 * </pre>
 *
 * Positions count from the first byte of the frame. One instance per device and direction; allocates nothing.
 */
final class VirtioHeader {
    /** Bytes. */
    static final int LENGTH = 10;

    /** Answer of {@link #read}: an ordinary packet with its checksum finished. */
    static final int PLAIN = 0;

    /** Answer of {@link #read}: something is left undone that the caller takes over. */
    static final int UNFINISHED = 1;

    /** Answer of {@link #read}: to be cut before it is handed on. */
    static final int TO_BE_CUT = 2;

    /** Answer of {@link #read}: header and frame contradict each other, or it is of a kind that nobody here can cut. */
    static final int BAD = 3;

    private static final int AT_SEGMENTATION = 1;
    private static final int AT_HEADER_BYTES = 2;
    private static final int AT_SIZE = 4;
    private static final int AT_START = 6;
    private static final int AT_OFFSET = 8;

    private static final int NEEDS_CHECKSUM = 1;
    private static final int DATA_VALID = 2;
    private static final int ECN = 0x80;

    private final PacketHeaders headers = new PacketHeaders();
    private final boolean ethernet;

    /** For frames that begin with an Ethernet header, or with an IP header. */
    VirtioHeader(boolean ethernet) {
        this.ethernet = ethernet;
    }

    private boolean locate(Frame frame) {
        return ethernet ? headers.readEthernet(frame) : headers.readIp(frame, frame.offset());
    }

    /**
     * Takes over what the header says into the frame that was received behind it; finishes the checksum unless the
     * caller takes unfinished frames.
     *
     * @param first position from which the header counts; the frame may have got a VLAN tag in front since
     * @param offloads the caller takes unfinished checksums and large TCP segments
     * @return one of the constants
     */
    int read(ByteBuffer h, int at, Frame frame, int first, boolean offloads) {
        int flags = h.get(at);
        int segmentation = h.get(at + AT_SEGMENTATION) & 0xff & ~ECN;
        if (segmentation != Frame.SEGMENT_NONE) {
            frame.segmentSize = h.getShort(at + AT_SIZE) & 0xffff;
            return segments(frame, segmentation, offloads);
        }
        if ((flags & NEEDS_CHECKSUM) == 0) {
            frame.checksum = (flags & DATA_VALID) == 0 ? Frame.CHECKSUM_UNKNOWN : Frame.CHECKSUM_VALID;
            return PLAIN;
        }
        int start = first + (h.getShort(at + AT_START) & 0xffff);
        int sum = start + (h.getShort(at + AT_OFFSET) & 0xffff);
        if (sum + 2 > frame.end()) {
            return BAD;
        }
        // Of a packet in a tunnel it may be the inner checksum, of which Frame knows nothing.
        boolean outer = locate(frame) && start == headers.l4() && sum == headers.checksumPosition();
        if (outer && offloads) {
            frame.checksum = Frame.CHECKSUM_PARTIAL;
            frame.l3 = headers.l3();
            frame.l4 = headers.l4();
            return UNFINISHED;
        }
        Offloads.complete(frame.buffer(), start, outer ? headers.end() : frame.end(), sum);
        frame.checksum = outer ? Frame.CHECKSUM_VALID : Frame.CHECKSUM_UNKNOWN;
        return PLAIN;
    }

    private int segments(Frame frame, int segmentation, boolean offloads) {
        boolean tcp = segmentation == Frame.SEGMENT_TCP4 || segmentation == Frame.SEGMENT_TCP6;
        int protocol = tcp ? IpProtocol.TCP : segmentation == Frame.SEGMENT_UDP ? IpProtocol.UDP : -1;
        if (frame.segmentSize == 0 || !locate(frame) || headers.protocol() != protocol) {
            return BAD;
        }
        if (tcp && version(frame) != (segmentation == Frame.SEGMENT_TCP4 ? 4 : 6)) {
            return BAD;
        }
        frame.segmentation = (byte) segmentation;
        frame.checksum = Frame.CHECKSUM_PARTIAL;
        frame.l3 = headers.l3();
        frame.l4 = headers.l4();
        return offloads && tcp ? UNFINISHED : TO_BE_CUT;
    }

    private int version(Frame frame) {
        return frame.buffer().get(headers.l3()) >>> 4 & 0xf;
    }

    /**
     * Writes the header for a frame that is to be sent.
     *
     * @return false when the frame says that something is undone which its bytes do not bear out
     */
    boolean write(ByteBuffer h, int at, Frame frame) {
        h.putLong(at, 0).putShort(at + AT_OFFSET, (short) 0);
        if (frame.checksum != Frame.CHECKSUM_PARTIAL) {
            return frame.segmentation == Frame.SEGMENT_NONE;
        }
        if (!locate(frame) || headers.checksumPosition() < 0) {
            return false;
        }
        h.put(at, (byte) NEEDS_CHECKSUM);
        h.putShort(at + AT_START, (short) (headers.l4() - frame.offset()));
        h.putShort(at + AT_OFFSET, (short) (headers.checksumPosition() - headers.l4()));
        return frame.segmentation == Frame.SEGMENT_NONE || writeSegmentation(h, at, frame);
    }

    private boolean writeSegmentation(ByteBuffer h, int at, Frame frame) {
        ByteBuffer b = frame.buffer();
        int l4 = headers.l4();
        boolean tcp = headers.protocol() == IpProtocol.TCP && Tcp.check(b, l4, headers.end() - l4);
        int wanted = switch (frame.segmentation) {
            case Frame.SEGMENT_TCP4 -> 4;
            case Frame.SEGMENT_TCP6 -> 6;
            default -> 0;
        };
        boolean fits = wanted == 0
                ? frame.segmentation == Frame.SEGMENT_UDP && headers.protocol() == IpProtocol.UDP
                : tcp && version(frame) == wanted;
        if (!fits || frame.segmentSize < 1 || frame.segmentSize > 0xffff) {
            return false;
        }
        boolean reduced = tcp && (b.get(l4 + Tcp.OFFSET_FLAGS + 1) & Tcp.CWR) != 0;
        int transport = tcp ? Tcp.headerLength(b, l4) : Udp.LENGTH;
        h.put(at + AT_SEGMENTATION, (byte) (frame.segmentation | (reduced ? ECN : 0)));
        h.putShort(at + AT_HEADER_BYTES, (short) (l4 + transport - frame.offset()));
        h.putShort(at + AT_SIZE, (short) frame.segmentSize);
        return true;
    }
}
