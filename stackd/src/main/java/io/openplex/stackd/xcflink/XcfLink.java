package io.openplex.stackd.xcflink;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.nio.ByteBuffer;

/**
 * The data link to one partner in one of its lives: packets go out numbered and under the group's key, and come in only
 * when they are whole, from that life of the partner, for this life of the stack, and new. Used on the loop only.
 */
public final class XcfLink implements AutoCloseable {
    /** Largest IP packet (operations.md 4.5: MTU of an XCF link). */
    public static final int LARGEST_PACKET = 55296;

    private static final int SHORTEST_DATAGRAM = LinkHeader.LENGTH + 20;
    /**
     * MTUs that are tried one after the other when a path takes no more, after the plateaus of RFC 1191 7.1; the last
     * is what every IPv4 host takes. Longer ones than the first are never sent.
     */
    private static final int[] PLATEAUS = {LARGEST_PACKET, 32000, 17914, 8166, 4352, 2002, 1492, 1280, 1006, 576};

    private static final int LINK_DROPS = LinkDrop.values().length;

    private final LinkKey key;
    private final SipHash hash;
    private final long ownIncarnation;
    private final long partnerIncarnation;
    private final DatagramPath path;
    private final ReplayWindow window = new ReplayWindow();
    private final Frame received;
    private final long[] drops = new long[LINK_DROPS];
    private boolean closed;
    private int mtu = LARGEST_PACKET;
    private long sequence;
    private long packetsIn;
    private long packetsOut;

    /**
     * A link over a path that belongs to it from now on.
     *
     * @param ownIncarnation of this stack's membership
     * @param partnerIncarnation of the partner's membership; another life of it needs another link
     */
    public XcfLink(LinkKey key, long ownIncarnation, long partnerIncarnation, DatagramPath path) {
        this.key = key;
        hash = new SipHash(key.k0(), key.k1());
        this.ownIncarnation = ownIncarnation;
        this.partnerIncarnation = partnerIncarnation;
        this.path = path;
        Frame frame = new FramePool(1, LinkHeader.LARGEST_DATAGRAM).acquire();
        if (frame == null) {
            throw new IllegalStateException("a new pool has a frame");
        }
        received = frame;
    }

    /** Packets can be sent: not closed, and the partner's end is known. */
    public boolean up() {
        return !closed && path.ready();
    }

    /**
     * Sends one IP packet (frame offset at the IP header, 40 bytes of headroom before it). The frame is consumed.
     *
     * @return false when it was dropped (counted)
     */
    public boolean send(Frame packet) {
        try {
            int length = packet.length();
            if (length > mtu) {
                return drop(LinkDrop.OVERSIZE);
            }
            if (!up()) {
                return drop(LinkDrop.PATH);
            }
            int at = packet.prepend(LinkHeader.LENGTH);
            LinkHeader.write(
                    packet.buffer(),
                    at,
                    packet.length(),
                    key.groupTag(),
                    ownIncarnation,
                    partnerIncarnation,
                    sequence + 1,
                    hash);
            return sent(path.send(packet.io()), length);
        } finally {
            packet.release();
        }
    }

    /** A number that has not left is used again: the partner counts what the network loses, not what stayed here. */
    private boolean sent(DatagramPath.Sent fate, int length) {
        return switch (fate) {
            case LEFT -> {
                sequence++;
                packetsOut++;
                yield true;
            }
            case LOST -> drop(LinkDrop.PATH);
            case TOO_LONG -> {
                narrow(length);
                yield drop(LinkDrop.PATH_TOO_NARROW);
            }
        };
    }

    /** Nothing of this length is tried again in the life of the link; a new link begins with the full MTU. */
    private void narrow(int length) {
        int at = 0;
        while (at < PLATEAUS.length - 1 && PLATEAUS[at] >= length) {
            at++;
        }
        mtu = Math.min(mtu, PLATEAUS[at]);
    }

    /** Largest IP packet that the path takes, as far as is known: at first {@value #LARGEST_PACKET}. */
    public int mtu() {
        return mtu;
    }

    /**
     * Receives up to {@code limit} datagrams and hands the good packets over.
     *
     * @return number of datagrams, dropped ones too
     */
    public int poll(Sink sink, int limit, long nowNanos) {
        if (!up()) {
            return 0;
        }
        int datagrams = 0;
        while (datagrams < limit) {
            int length = path.receive(received.reset().receiving());
            if (length < 0) {
                return datagrams;
            }
            datagrams++;
            received.length(length);
            if (good(length)) {
                packetsIn++;
                received.strip(LinkHeader.LENGTH);
                sink.packet(received, nowNanos);
            }
        }
        return datagrams;
    }

    private boolean good(int length) {
        ByteBuffer b = received.buffer();
        int at = received.offset();
        if (length < SHORTEST_DATAGRAM) {
            return drop(LinkDrop.SHORT);
        }
        if (length - LinkHeader.LENGTH > LARGEST_PACKET) {
            return drop(LinkDrop.OVERSIZE);
        }
        if (LinkHeader.magic(b, at) != LinkHeader.MAGIC) {
            return drop(LinkDrop.MAGIC);
        }
        if (LinkHeader.groupTag(b, at) != key.groupTag()) {
            return drop(LinkDrop.GROUP);
        }
        if (!LinkHeader.authentic(b, at, length, hash)) {
            return drop(LinkDrop.UNAUTHENTICATED);
        }
        if (LinkHeader.sender(b, at) != partnerIncarnation || LinkHeader.receiver(b, at) != ownIncarnation) {
            return drop(LinkDrop.INCARNATION);
        }
        return window.accept(LinkHeader.sequence(b, at)) || drop(LinkDrop.REPLAYED);
    }

    private boolean drop(LinkDrop reason) {
        drops[reason.ordinal()]++;
        return false;
    }

    /** Packets or datagrams dropped for a reason. */
    public long dropped(LinkDrop reason) {
        return drops[reason.ordinal()];
    }

    /** Numbers that the partner has used and that have not arrived: lost, or overtaken. */
    public long missing() {
        return window.missing();
    }

    /** Packets received. */
    public long packetsIn() {
        return packetsIn;
    }

    /** Packets sent. */
    public long packetsOut() {
        return packetsOut;
    }

    /** Incarnation of the partner that this link is for. */
    public long partnerIncarnation() {
        return partnerIncarnation;
    }

    /** Ends the link and closes its path. */
    @Override
    public void close() {
        closed = true;
        path.close();
    }

    /** Where received packets go. */
    @FunctionalInterface
    public interface Sink {
        /** A packet, frame offset at the IP header; the frame is lent for the call. */
        void packet(Frame packet, long nowNanos);
    }
}
