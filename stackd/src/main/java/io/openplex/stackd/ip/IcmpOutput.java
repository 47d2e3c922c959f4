package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.Icmp4;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What IP itself says: echo replies and errors (RFC 792, RFC 1122 3.2.2, RFC 1812 4.3). */
final class IcmpOutput {
    /** Code of {@link Icmp4#UNREACHABLE}: network. */
    static final int CODE_NET = 0;

    /** Code of {@link Icmp4#UNREACHABLE}: fragmentation needed and DF set. */
    static final int CODE_FRAGMENTATION_NEEDED = 4;

    /** An error is at most 576 bytes long (RFC 1812 4.3.2.3). */
    private static final int MOST_QUOTED = 576 - Ipv4.LENGTH - Icmp4.LENGTH;

    private static final int ERRORS_PER_SECOND = 100;
    private static final int ERROR_BURST = 20;

    private final FramePool pool;
    private final IpOutput output;
    private final IpCounters counters;
    private final RateLimit limit = new RateLimit(ERRORS_PER_SECOND, ERROR_BURST);

    IcmpOutput(FramePool pool, IpOutput output, IpCounters counters) {
        this.pool = pool;
        this.output = output;
        this.counters = counters;
    }

    /** Answers an echo request whose checksum is proven: same identifier, sequence and data. */
    void echoReply(Frame request, long nowNanos) {
        ByteBuffer b = request.buffer();
        int length = request.end() - request.l4;
        Frame reply = length > pool.payloadBytes() ? null : pool.acquire();
        if (reply == null) {
            counters.drop(DropReason.NO_FRAME);
            return;
        }
        int at = reply.offset();
        reply.buffer().put(at, b, request.l4, length);
        reply.buffer().put(at, (byte) Icmp4.ECHO_REPLY);
        reply.length(length);
        int asked = Ipv4.destination(b, request.l3);
        if (output.send4(reply, asked, Ipv4.source(b, request.l3), IpProtocol.ICMP, nowNanos)) {
            counters.countEchoReply();
        }
    }

    /**
     * Sends an error about a packet, unless the rules forbid it or there were too many.
     *
     * @param from address of this stack that speaks, null when there is none
     * @param rest last 32 bits of the ICMP header (the MTU for "fragmentation needed")
     */
    void error(Frame about, @Nullable IpAddress from, int type, int code, int rest, long nowNanos) {
        ByteBuffer b = about.buffer();
        int quoted = Math.min(about.end() - about.l3, MOST_QUOTED);
        if (from == null || !from.isV4() || !mayComplain(about) || !limit.take(nowNanos)) {
            counters.drop(DropReason.ICMP_WITHHELD);
            return;
        }
        Frame error = pool.payloadBytes() < Icmp4.LENGTH + quoted ? null : pool.acquire();
        if (error == null) {
            counters.drop(DropReason.NO_FRAME);
            return;
        }
        int at = error.offset();
        error.buffer().put(at, (byte) type).put(at + 1, (byte) code).putInt(at + 4, rest);
        error.buffer().put(at + Icmp4.LENGTH, b, about.l3, quoted);
        error.length(Icmp4.LENGTH + quoted);
        if (output.send4(error, (int) from.low(), Ipv4.source(b, about.l3), IpProtocol.ICMP, nowNanos)) {
            counters.countIcmpError();
        }
    }

    /** No error about an error, nor about a fragment that is not the first (RFC 1122 3.2.2). */
    private static boolean mayComplain(Frame about) {
        ByteBuffer b = about.buffer();
        if ((Ipv4.fragmentBits(b, about.l3) & 0x1fff) != 0) {
            return false;
        }
        if (Ipv4.protocol(b, about.l3) != IpProtocol.ICMP) {
            return true;
        }
        return about.end() > about.l4 && Icmp4.type(b, about.l4) == Icmp4.ECHO_REQUEST;
    }
}
