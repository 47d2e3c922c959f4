package io.openplex.hwsim.linux;

import io.openplex.hwsim.adapters.lan.LanCounter;
import io.openplex.hwsim.wire.Frame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Frames that leave together. A short frame is copied and waits; a long one is read by the kernel where it lies, in the
 * same call as those that wait before it. Allocates nothing after its making.
 */
final class SendBatch {
    /** Most frames of one call. */
    static final int FRAMES = 64;

    /** Longest frame that is copied, bytes: copying it costs less than a call of its own. */
    static final int COPY_MAX = 2048;

    private final MessageTable table = new MessageTable(FRAMES);
    private final MemorySegment room = Arena.ofAuto().allocate((long) FRAMES * COPY_MAX, 64);
    private final ByteBuffer copies = room.asByteBuffer();
    private final VirtioHeader header = new VirtioHeader(true);
    private final int[] lengths = new int[FRAMES];
    private final LanCounter counter;
    private int count;
    private boolean lastSent;

    /** The frame that must not be reclaimed while the kernel reads it. */
    private @Nullable Frame direct;

    SendBatch(LanCounter counter) {
        this.counter = counter;
    }

    boolean isFull() {
        return count == FRAMES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Takes a frame in; there is room.
     *
     * @return false when it contradicts itself
     */
    boolean add(Frame frame) {
        if (!header.write(table.headers(), table.headerAt(count), frame)) {
            return false;
        }
        int length = frame.length();
        if (length <= COPY_MAX) {
            int at = count * COPY_MAX;
            copies.put(at, frame.buffer(), frame.offset(), length);
            table.frame(count, room.address() + at, length);
        } else {
            direct = frame;
            table.frame(count, frame.memory().address() + frame.offset(), length);
        }
        lengths[count++] = length;
        return true;
    }

    /** The frame added last is not copied: the batch must leave before the caller gets it back. */
    boolean mustLeave() {
        return direct != null;
    }

    /**
     * Sends what waits and counts it; what finds no room is lost, for a frame that claims an address must not leave
     * later than it may.
     *
     * @return whether the frame added last has left
     */
    boolean flush(PacketSocket socket) {
        int at = 0;
        boolean again = true;
        lastSent = false;
        while (at < count) {
            int answer = socket.send(table.from(at), count - at);
            if (answer > 0) {
                sent(at, answer);
                at += answer;
                again = true;
            } else if (again && (answer == -Errno.EINTR || answer == -Errno.ENETDOWN)) {
                // The first answer after the interface went down or up may be old news.
                again = false;
            } else {
                at = failed(at, -answer);
            }
        }
        count = 0;
        direct = null;
        return lastSent;
    }

    private void sent(int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            counter.sent(lengths[i]);
        }
        lastSent = from + frames == count;
    }

    /** Counts what was lost and answers where to go on. */
    private int failed(int at, int error) {
        switch (error) {
            case Errno.ENOBUFS -> counter.lost();
            case Errno.EMSGSIZE -> counter.tooLong();
            case Errno.EINVAL -> counter.error();
            case Errno.EAGAIN, Errno.ENETDOWN, Errno.ENXIO, Errno.ENODEV, Errno.EBADFD -> {
                return loseRest(at);
            }
            default -> {
                counter.error();
                return loseRest(at + 1);
            }
        }
        return at + 1;
    }

    private int loseRest(int at) {
        for (int i = at; i < count; i++) {
            counter.lost();
        }
        return count;
    }

    /** Loses what waits. */
    void drop() {
        loseRest(0);
        count = 0;
        direct = null;
    }
}
