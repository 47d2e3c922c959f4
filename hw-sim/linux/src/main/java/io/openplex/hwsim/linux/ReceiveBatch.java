package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Frames received together: each read by the kernel straight into a frame of its own, behind the headroom. Allocates
 * nothing after its making.
 */
final class ReceiveBatch {
    /** Most frames of one call. */
    static final int FRAMES = 64;

    /** A TCP segment before it is cut, its link header and tag, and one byte that tells when that was not all. */
    private static final int ROOM = 65_536 + Ethernet.LENGTH + Ethernet.TAG_LENGTH;

    /** Frames are read behind the headroom and the place of a VLAN tag that may have to be put back. */
    private static final int FIRST = Frame.HEADROOM + Ethernet.TAG_LENGTH;

    private static final int MSG_TRUNC = 0x20;

    /** cmsghdr: length 8, level 4, type 4; then struct tpacket_auxdata (linux/if_packet.h). */
    private static final int AT_LEVEL = 8;

    private static final int AT_TYPE = 12;
    private static final int AT_STATUS = 16;
    private static final int AT_TAG = 16 + 16;
    private static final int AT_TAG_TYPE = 16 + 18;
    private static final int AUXDATA_END = 16 + 20;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_AUXDATA = 8;
    private static final int STATUS_TAG = 1 << 4;
    private static final int STATUS_TAG_TYPE = 1 << 6;

    private final MessageTable table = new MessageTable(FRAMES);
    private final Frame[] frames = new Frame[FRAMES];
    private final VirtioHeader header = new VirtioHeader(true);
    private final boolean offloads;
    private int count;
    private int next;

    ReceiveBatch(boolean offloads) {
        this.offloads = offloads;
        FramePool pool = new FramePool(FRAMES, ROOM);
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = Objects.requireNonNull(pool.acquire());
            table.frame(i, frames[i].memory().address() + FIRST, ROOM - Ethernet.TAG_LENGTH);
        }
    }

    /** All frames have been taken. */
    boolean isEmpty() {
        return next == count;
    }

    /**
     * Receives up to {@code limit} frames in place of the last ones.
     *
     * @return their number, or a negated error number
     */
    int receive(PacketSocket socket, int limit) {
        int most = Math.min(limit, FRAMES);
        for (int i = 0; i < most; i++) {
            table.openControl(i);
        }
        next = 0;
        count = 0;
        int answer;
        do {
            answer = socket.receive(table.from(0), most);
        } while (answer == -Errno.EINTR);
        count = Math.max(answer, 0);
        return answer;
    }

    /** The next frame; to be read by {@link #open}. */
    Frame take() {
        return frames[next++];
    }

    /**
     * Sets bounds of the frame just taken, puts its VLAN tag back, and reads what is undone about it.
     *
     * @return constants of {@link VirtioHeader#read}; {@link VirtioHeader#BAD} also when it was too long to be read
     */
    int open(Frame frame) {
        int message = next - 1;
        int length = table.bytes(message) - VirtioHeader.LENGTH;
        frame.reset();
        if (length < 0 || (table.flags(message) & MSG_TRUNC) != 0) {
            return VirtioHeader.BAD;
        }
        frame.bounds(FIRST, length);
        if (length >= Ethernet.LENGTH) {
            restoreTag(frame, message);
        }
        return header.read(table.headers(), table.headerAt(message), frame, FIRST, offloads);
    }

    /** The frame just taken did not fit. */
    boolean isTooLong() {
        return (table.flags(next - 1) & MSG_TRUNC) != 0;
    }

    private void restoreTag(Frame frame, int message) {
        ByteBuffer beside = table.control();
        int at = table.controlAt(message);
        boolean told = table.controlLength(message) >= AUXDATA_END
                && beside.getInt(at + AT_LEVEL) == SOL_PACKET
                && beside.getInt(at + AT_TYPE) == PACKET_AUXDATA;
        int status = told ? beside.getInt(at + AT_STATUS) : 0;
        if ((status & STATUS_TAG) == 0) {
            return;
        }
        short type = (status & STATUS_TAG_TYPE) == 0 ? (short) Ethernet.TYPE_VLAN : beside.getShort(at + AT_TAG_TYPE);
        short tag = beside.getShort(at + AT_TAG);
        ByteBuffer b = frame.buffer();
        int to = frame.prepend(Ethernet.TAG_LENGTH);
        b.putLong(to, b.getLong(to + Ethernet.TAG_LENGTH));
        b.putInt(to + 8, b.getInt(to + 8 + Ethernet.TAG_LENGTH));
        b.putShort(to + 12, type).putShort(to + 14, tag);
    }
}
