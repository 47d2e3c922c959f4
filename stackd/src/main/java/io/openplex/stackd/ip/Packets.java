package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.InternetSum;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Operations on whole packets. */
final class Packets {
    private Packets() {}

    /** A copy at the pool's usual offset, with positions moved along; null when it does not fit or all are in use. */
    static @Nullable Frame copy(Frame from, FramePool pool) {
        if (from.length() > pool.payloadBytes()) {
            return null;
        }
        Frame to = pool.acquire();
        if (to == null) {
            return null;
        }
        int shift = Frame.HEADROOM - from.offset();
        to.buffer().put(Frame.HEADROOM, from.buffer(), from.offset(), from.length());
        to.bounds(Frame.HEADROOM, from.length());
        to.l3 = from.l3 + shift;
        to.l4 = from.l4 + shift;
        to.checksum = from.checksum;
        to.segmentation = from.segmentation;
        to.segmentSize = from.segmentSize;
        to.ingress = from.ingress;
        return to;
    }

    /** Decrements the time to live and corrects the header checksum (RFC 1624). */
    static void decrementTtl(ByteBuffer b, int l3) {
        int old = b.getShort(l3 + Ipv4.TTL) & 0xffff;
        int fresh = old - 0x100;
        b.putShort(l3 + Ipv4.TTL, (short) fresh);
        long sum = (~b.getShort(l3 + Ipv4.CHECKSUM) & 0xffffL) + (~old & 0xffffL) + fresh;
        b.putShort(l3 + Ipv4.CHECKSUM, (short) InternetSum.finish(sum));
    }

    /** Computes and stores the UDP checksum of {@code length} bytes at {@code at}; 0 is sent as all ones (RFC 768). */
    static void writeUdpChecksum(ByteBuffer b, int l3, int at, int length) {
        b.putShort(at + 6, (short) 0);
        long pseudo = InternetSum.pseudo(b, l3, IpProtocol.UDP, length);
        int sum = InternetSum.finish(InternetSum.sum(b, at, length, pseudo));
        b.putShort(at + 6, (short) (sum == 0 ? 0xffff : sum));
    }

    /** True when the UDP checksum over {@code length} bytes is right or absent. */
    static boolean udpChecksumGood(ByteBuffer b, int l3, int at, int length) {
        if (b.getShort(at + 6) == 0) {
            return true;
        }
        long pseudo = InternetSum.pseudo(b, l3, IpProtocol.UDP, length);
        return InternetSum.finish(InternetSum.sum(b, at, length, pseudo)) == 0;
    }
}
