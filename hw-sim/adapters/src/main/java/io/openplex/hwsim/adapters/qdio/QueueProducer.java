package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import java.nio.ByteBuffer;

/**
 * The end that fills buffers: packs packets into the current one and primes it when it is full or the batch ends.
 * Nothing here waits. For one thread.
 */
public abstract sealed class QueueProducer extends QueueEnd permits AdapterInput, ProgramOutput {
    private static final int NO_BUFFER = -1;

    private final int primed;
    private final Doorbell doorbell;
    private final WakeWord consumer;
    private final WakeWord room;
    private long cursor;
    private int buffer = NO_BUFFER;
    private long openWord;
    private int used;
    private int packets;
    private long bytes;

    QueueProducer(SessionArea area, int queue, int generation, int primed, Doorbell doorbell) {
        super(area, queue, generation);
        this.primed = primed;
        this.doorbell = doorbell;
        consumer = new WakeWord(area, control + QdioLayout.CONSUMER_WAKE);
        room = new WakeWord(area, control + QdioLayout.PRODUCER_WAKE);
    }

    /**
     * Copies a packet into the current buffer; the frame stays the caller's. The consumer sees it after
     * {@link #flush()}, or when the buffer is full.
     *
     * @return false when the packet was dropped (counted)
     */
    public final boolean put(Frame packet, PacketHeader header) {
        int length = packet.length();
        if (length < 1 || length > QdioLayout.PACKET_MAX) {
            return refuse(QueueDrop.UNFIT);
        }
        int needed = QdioLayout.packetBytes(length);
        if (used + needed > QdioLayout.BUFFER_BYTES) {
            prime();
        }
        if (buffer == NO_BUFFER && !open()) {
            return refuse(isStopped() ? QueueDrop.STOPPED : QueueDrop.RING_FULL);
        }
        ByteBuffer b = area.view(buffer).buffer();
        header.write(b, used, packet);
        b.put(used + QdioLayout.PREFIX, packet.buffer(), packet.offset(), length);
        used += needed;
        packets++;
        bytes += length;
        return true;
    }

    private boolean refuse(QueueDrop reason) {
        statistics.drop(reason, 1);
        return false;
    }

    private boolean open() {
        long word = isStopped() ? 0 : take(cursor);
        if (word == 0) {
            return false;
        }
        openWord = word;
        buffer = bufferFor(word);
        return true;
    }

    /** The word of a slot that this end may fill, at or behind the cursor (see {@link #skip}); 0 when there is none. */
    abstract long take(long atCursor);

    /** The storage buffer to fill for a slot that was taken. */
    abstract int bufferFor(long word);

    /** The buffer of a slot that could not be primed. */
    abstract void giveUp(int unused);

    /** A buffer was primed at the cursor. */
    abstract void primed(long atCursor, int used);

    /** Moves on to the next slot, because the present one cannot be used. */
    final long skip() {
        return ++cursor;
    }

    /** Ends a batch: primes the current buffer if there is anything in it, and wakes the consumer if it sleeps. */
    public final void flush() {
        if (packets > 0) {
            prime();
        } else if (statistics.dropped() > 0) {
            publishCounters();
        }
    }

    private void prime() {
        if (change(cursor, openWord, primed, buffer, used / SlotWord.LINE)) {
            primed(cursor++, buffer);
            statistics.packets += packets;
            statistics.bytes += bytes;
            statistics.buffers++;
            publishCounters();
            if (consumer.mustRing()) {
                statistics.rings++;
                doorbell.ring();
            }
        } else {
            statistics.drop(isStopped() ? QueueDrop.LOST_AT_RESET : QueueDrop.SLOT_CHANGED, packets);
            giveUp(buffer);
        }
        close();
    }

    private void close() {
        buffer = NO_BUFFER;
        used = 0;
        packets = 0;
        bytes = 0;
    }

    /** For the displays of the other side: they lag behind by a batch. */
    private void publishCounters() {
        area.publish(control + QdioLayout.PUT, statistics.packets);
        area.publish(control + QdioLayout.REFUSED, statistics.dropped());
    }

    /**
     * Asks to be woken when the consumer gives a buffer back. For a producer that was refused ({@link
     * QueueDrop#RING_FULL}) and has packets that may wait.
     *
     * @return false when there is room now; nobody will ring
     */
    public final boolean awaitRoom() {
        room.asleep();
        if (hasRoom(cursor)) {
            room.awake();
            return false;
        }
        return true;
    }

    /** A buffer can be had without waiting, or there will never be one again. */
    abstract boolean hasRoom(long atCursor);

    /** Packets that the consumer says it has taken, within what is possible. */
    final long taken() {
        long said = area.load(control + QdioLayout.TAKEN);
        return Math.clamp(said, 0, statistics.packets);
    }

    /** Packets in the current buffer, which nobody has seen yet; they are given up. */
    final int abandon() {
        int abandoned = packets;
        close();
        return abandoned;
    }
}
