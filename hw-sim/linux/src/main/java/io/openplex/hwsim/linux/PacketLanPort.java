package io.openplex.hwsim.linux;

import io.openplex.hwsim.adapters.lan.LanCounter;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.SegmentCutter;
import java.io.IOException;
import java.util.Objects;

/**
 * A LAN attachment on a Linux Ethernet interface: AF_PACKET, in batches of 64 (hardware.md 8.4). Needs CAP_NET_RAW.
 *
 * <p>The port hears what comes in by the interface, not what this host or another port on the same interface sends, and
 * the host hears nothing of the port. The host's own stack sees frames for the interface's own address too: give the
 * interface no IP address, or the port an address of its own. VLAN tags are in the frames.
 *
 * <p>A sender on the same machine leaves checksums and segmentation to the card, which is never asked when the wire is
 * a veth pair, and Linux joins segments that came in by a card. By default the port finishes and cuts what it hands
 * over, so that every frame has its checksum and fits the MTU; with {@link PacketOptions#offloads()} the receiver gets
 * such frames as they are, with {@link Frame#checksum} and {@link Frame#segmentation} set. Frames of both sorts can be
 * sent at any time; Linux finishes what the interface cannot.
 *
 * <p>Opened on any thread, used by one. Allocates nothing per frame.
 */
public final class PacketLanPort implements LanPort {
    private final PacketSocket socket;
    private final LinkWatch link;
    private final LanCounter counter = new LanCounter();
    private final ReceiveBatch incoming;
    private final SendBatch outgoing = new SendBatch(counter);
    private final SegmentCutter cutter = new SegmentCutter();
    private final Frame piece;
    private final int mtu;
    private boolean open = true;

    private PacketLanPort(PacketSocket socket, LinkWatch link, boolean offloads) {
        this.socket = socket;
        this.link = link;
        mtu = socket.mtu();
        incoming = new ReceiveBatch(offloads);
        piece = Objects.requireNonNull(new FramePool(1, mtu + FRAMING).acquire());
    }

    /**
     * Opens a port on an interface of the caller's network namespace, or of the one that the options name. It may be
     * down; {@link #linkUp()} tells when it comes up.
     *
     * @throws IOException in one line, what is the matter and what to do about it
     */
    public static PacketLanPort open(String interfaceName, PacketOptions options) throws IOException {
        Platform.require("attaching to an interface");
        return options.namespace().isEmpty()
                ? openHere(interfaceName, options)
                : NetworkNamespace.call(options.namespace().get(), () -> openHere(interfaceName, options));
    }

    private static PacketLanPort openHere(String name, PacketOptions options) throws IOException {
        PacketSocket socket =
                PacketSocket.open(name, options.addresses(), options.namespace().isEmpty());
        try {
            LinkWatch link = LinkWatch.open(socket.index());
            return new PacketLanPort(socket, link, options.offloads());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The interface as it was at the opening, with what speaks against using other addresses than its own. */
    public LinuxInterface attached() {
        return socket.attached();
    }

    /** Readable when frames have come; for a waiter, until the port is closed. */
    public int descriptor() {
        return socket.descriptor();
    }

    /** Readable when the link may have changed; a poll reads it, at most 1 ms later. */
    public int linkDescriptor() {
        return link.descriptor();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Fewer frames than {@code limit} mean that none is left in the port.
     */
    @Override
    public int poll(Receiver receiver, int limit, long nowNanos) {
        if (!open) {
            return 0;
        }
        link.look(nowNanos);
        int handed = 0;
        int asked = 0;
        boolean drained = false;
        while (handed < limit) {
            if (cutter.isCutting()) {
                handed += handPiece(receiver, nowNanos);
            } else if (!incoming.isEmpty()) {
                handed += handNext(receiver, nowNanos);
            } else {
                // Frames that are counted and dropped must not keep the caller here for ever.
                int wanted = Math.min(limit - Math.max(handed, asked), ReceiveBatch.FRAMES);
                if (drained || wanted <= 0) {
                    break;
                }
                int received = receive(wanted);
                drained = received < wanted;
                asked += received;
            }
        }
        return handed;
    }

    /** Number of frames received; after an error 0, and the error is counted. */
    private int receive(int wanted) {
        int answer = incoming.receive(socket, wanted);
        if (answer == -Errno.ENETDOWN) {
            link.look();
        } else if (answer < 0 && answer != -Errno.EAGAIN) {
            // Among others EINVAL: a kind of large segment that virtio_net_hdr has no word for.
            counter.error();
        }
        return Math.max(answer, 0);
    }

    private int handNext(Receiver receiver, long nowNanos) {
        Frame frame = incoming.take();
        return switch (incoming.open(frame)) {
            case VirtioHeader.PLAIN, VirtioHeader.UNFINISHED -> handWhole(receiver, frame, nowNanos);
            case VirtioHeader.TO_BE_CUT -> beginToCut(frame);
            default -> refuse(incoming.isTooLong());
        };
    }

    private int handWhole(Receiver receiver, Frame frame, long nowNanos) {
        boolean large = frame.segmentation != Frame.SEGMENT_NONE;
        return large || frame.length() <= mtu + FRAMING ? hand(receiver, frame, nowNanos) : refuse(true);
    }

    private int beginToCut(Frame frame) {
        if (!cutter.begin(frame)) {
            return refuse(false);
        }
        if (cutter.longest() > mtu + FRAMING) {
            cutter.abandon();
            return refuse(true);
        }
        return 0;
    }

    /** Counts a received frame that is not handed over. */
    private int refuse(boolean tooLong) {
        if (tooLong) {
            counter.tooLong();
        } else {
            counter.error();
        }
        return 0;
    }

    private int handPiece(Receiver receiver, long nowNanos) {
        return cutter.next(piece) ? hand(receiver, piece, nowNanos) : 0;
    }

    private int hand(Receiver receiver, Frame frame, long nowNanos) {
        counter.received(frame.length());
        receiver.frame(frame, nowNanos);
        return 1;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A frame of up to 2048 bytes waits for {@link #flush()} or for the batch to fill; true says then that it was
     * taken.
     */
    @Override
    public boolean send(Frame frame, long nowNanos) {
        if (isTooLong(frame)) {
            counter.tooLong();
            return false;
        }
        if (!open) {
            counter.lost();
            return false;
        }
        if (!outgoing.add(frame)) {
            counter.error();
            return false;
        }
        return outgoing.mustLeave() || outgoing.isFull() ? outgoing.flush(socket) : true;
    }

    private boolean isTooLong(Frame frame) {
        if (frame.segmentation != Frame.SEGMENT_NONE) {
            return frame.length() > 0xffff + FRAMING;
        }
        int room = mtu + Ethernet.LENGTH;
        if (frame.length() <= room) {
            return false;
        }
        // Linux leaves the last four bytes to tagged frames.
        int type = Ethernet.type(frame.buffer(), frame.offset());
        return type != Ethernet.TYPE_VLAN || frame.length() > room + Ethernet.TAG_LENGTH;
    }

    @Override
    public void flush() {
        if (open && !outgoing.isEmpty()) {
            outgoing.flush(socket);
        }
    }

    /** Switched on and with a carrier, as seen by the last {@link #poll}. */
    @Override
    public boolean linkUp() {
        return link.isUp();
    }

    /** The interface was removed, or moved to another namespace; this port will never come up again. */
    public boolean isGone() {
        return link.isGone();
    }

    /** The interface's own at the opening, at most 8992. */
    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public LanStatistics statistics() {
        if (open) {
            counter.missed(socket.missed());
        }
        return counter.statistics();
    }

    @Override
    public void close() {
        if (open) {
            statistics();
            outgoing.drop();
            open = false;
            link.close();
            socket.close();
        }
    }
}
