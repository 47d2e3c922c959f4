package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Ipv6;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;

/** The arriving segment, its header read once. One instance per engine, refilled for every segment. */
final class Segment {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** {@link #windowScale} of a SYN without that option. */
    static final int NO_SCALE = -1;

    /** {@link #mss} of a SYN without that option (RFC 9293 3.7.1). */
    static final int MSS_DEFAULT_V4 = 536;

    /** {@link #mss} of a SYN over IPv6 without that option (RFC 9293 3.7.1). */
    static final int MSS_DEFAULT_V6 = 1220;

    /** Smaller values are raised to this: a peer shall not make us send headers only. */
    static final int MSS_LEAST = 64;

    ByteBuffer buffer = NOTHING;
    long localHigh;
    long localLow;
    long remoteHigh;
    long remoteLow;
    int localPort;
    int remotePort;
    int seq;
    int ack;
    int flags;

    /** As it stands in the header, unscaled. */
    int window;

    /** Position of the text in {@link #buffer}. */
    int textAt;

    /** Bytes of text. */
    int textLength;

    /** Largest segment that the peer takes; only set for a SYN. */
    int mss;

    /** The peer's shift, 0 to 14, or {@link #NO_SCALE}; only set for a SYN. */
    int windowScale;

    /** Reads the packet; null when good, else the reason. */
    @org.jspecify.annotations.Nullable
    TcpCounter read(Frame packet) {
        buffer = packet.buffer();
        int l3 = packet.l3;
        int l4 = packet.l4;
        boolean v4 = buffer.get(l3) >>> 4 == 4;
        int end = Math.min(
                packet.end(), l3 + (v4 ? Ipv4.totalLength(buffer, l3) : Ipv6.LENGTH + Ipv6.payloadLength(buffer, l3)));
        if (!Tcp.check(buffer, l4, end - l4)) {
            return TcpCounter.BAD_HEADER;
        }
        if (packet.checksum != Frame.CHECKSUM_VALID && !Tcp.checksumGood(buffer, l3, l4, end - l4)) {
            return TcpCounter.BAD_CHECKSUM;
        }
        readAddresses(l3, v4);
        readHeader(l4, end);
        if (has(Tcp.SYN)) {
            mss = v4 ? MSS_DEFAULT_V4 : MSS_DEFAULT_V6;
            windowScale = NO_SCALE;
            readOptions(l4 + Tcp.LENGTH, textAt);
        }
        return addressesPossible() ? null : TcpCounter.BAD_ADDRESS;
    }

    private void readAddresses(int l3, boolean v4) {
        if (v4) {
            localHigh = IpAddress.V4_HIGH;
            remoteHigh = IpAddress.V4_HIGH;
            localLow = IpAddress.lowOfV4(Ipv4.destination(buffer, l3));
            remoteLow = IpAddress.lowOfV4(Ipv4.source(buffer, l3));
        } else {
            localHigh = buffer.getLong(l3 + Ipv6.DESTINATION);
            localLow = buffer.getLong(l3 + Ipv6.DESTINATION + 8);
            remoteHigh = buffer.getLong(l3 + Ipv6.SOURCE);
            remoteLow = buffer.getLong(l3 + Ipv6.SOURCE + 8);
        }
    }

    private void readHeader(int l4, int end) {
        localPort = Tcp.destinationPort(buffer, l4);
        remotePort = Tcp.sourcePort(buffer, l4);
        seq = Tcp.sequence(buffer, l4);
        ack = Tcp.acknowledgement(buffer, l4);
        flags = Tcp.flags(buffer, l4);
        window = Tcp.window(buffer, l4);
        textAt = l4 + Tcp.headerLength(buffer, l4);
        textLength = end - textAt;
    }

    /** Options that do not fit end the reading; what was read before them counts. */
    private void readOptions(int from, int end) {
        int at = from;
        while (at < end) {
            int kind = buffer.get(at) & 0xff;
            if (kind == Tcp.OPTION_NOP) {
                at++;
                continue;
            }
            if (kind == Tcp.OPTION_END || at + 1 >= end) {
                return;
            }
            int length = buffer.get(at + 1) & 0xff;
            if (length < 2 || at + length > end) {
                return;
            }
            if (kind == Tcp.OPTION_MSS && length == 4) {
                mss = Math.max(MSS_LEAST, buffer.getShort(at + 2) & 0xffff);
            } else if (kind == Tcp.OPTION_WINDOW_SCALE && length == 3) {
                windowScale = Math.min(14, buffer.get(at + 2) & 0xff);
            }
            at += length;
        }
    }

    private boolean addressesPossible() {
        return localPort != 0
                && remotePort != 0
                && unicast(localHigh, localLow)
                && unicast(remoteHigh, remoteLow)
                && !(localPort == remotePort && localHigh == remoteHigh && localLow == remoteLow);
    }

    private static boolean unicast(long high, long low) {
        if (high == 0 && low >>> 32 == 0xffffL) {
            int bits = (int) low;
            return bits != 0 && bits >>> 28 < 14;
        }
        return high >>> 56 != 0xff && (high | low) != 0;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** SEG.LEN: text, SYN and FIN. */
    int length() {
        return textLength + (has(Tcp.SYN) ? 1 : 0) + (has(Tcp.FIN) ? 1 : 0);
    }

    /** Cuts {@code bytes} of sequence space in front: a SYN first, then text. */
    void trimFront(int bytes) {
        int cut = bytes;
        seq += bytes;
        if (cut > 0 && has(Tcp.SYN)) {
            flags &= ~Tcp.SYN;
            cut--;
        }
        textAt += cut;
        textLength -= cut;
    }

    /** Keeps at most {@code bytes} of text; a FIN behind a cut goes with it. */
    void trimText(int bytes) {
        if (textLength > bytes) {
            textLength = Math.max(0, bytes);
            flags &= ~Tcp.FIN;
        }
    }

    IpAddress local() {
        return IpAddress.of(localHigh, localLow);
    }

    IpAddress remote() {
        return IpAddress.of(remoteHigh, remoteLow);
    }
}
