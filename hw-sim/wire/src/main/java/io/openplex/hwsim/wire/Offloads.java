package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/**
 * Checksums between a sender that left them to its card and a wire. An unfinished checksum
 * ({@link Frame#CHECKSUM_PARTIAL}) holds the sum of the pseudo-header, folded to 16 bits and not complemented, as in
 * {@code virtio_net_hdr}. Large segments are cut by {@link SegmentCutter}.
 */
public final class Offloads {
    private Offloads() {}

    /**
     * Finishes the checksum at position {@code at}, over the bytes from {@code start} to {@code end}. A result of 0 is
     * stored as 0xffff, which means the same and, in UDP, is not taken for "no checksum" (RFC 768).
     */
    public static void complete(ByteBuffer b, int start, int end, int at) {
        int checksum = InternetSum.finish(InternetSum.sum(b, start, end - start, 0));
        b.putShort(at, (short) (checksum == 0 ? 0xffff : checksum));
    }

    /**
     * Finishes the checksum of a TCP or UDP packet whose headers were read before; the frame is
     * {@link Frame#CHECKSUM_VALID} then.
     *
     * @return false, with nothing changed, when it is neither
     */
    public static boolean complete(Frame frame, PacketHeaders headers) {
        int at = headers.checksumPosition();
        if (at < 0) {
            return false;
        }
        complete(frame.buffer(), headers.l4(), headers.end(), at);
        frame.checksum = Frame.CHECKSUM_VALID;
        return true;
    }

    /**
     * Leaves the checksum of a TCP or UDP packet, whose headers were read before, to whoever puts the frame on a wire.
     *
     * @return false, with nothing changed, when it is neither
     */
    public static boolean leaveUnfinished(Frame frame, PacketHeaders headers) {
        int at = headers.checksumPosition();
        if (at < 0) {
            return false;
        }
        int l4Length = headers.end() - headers.l4();
        long sum = InternetSum.pseudo(frame.buffer(), headers.l3(), headers.protocol(), l4Length);
        frame.buffer().putShort(at, (short) ~InternetSum.finish(sum));
        frame.checksum = Frame.CHECKSUM_PARTIAL;
        return true;
    }
}
