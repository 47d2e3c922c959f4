package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;

/**
 * The end that empties buffers: hands the packets out where they lie and gives the buffer back behind the last of them.
 * Nothing here waits, and nothing that the other side has written makes it fail. For one thread.
 */
public abstract sealed class QueueConsumer extends QueueEnd permits ProgramInput, AdapterOutput {
    private static final int NO_BUFFER = -1;

    private final Doorbell doorbell;
    private final WakeWord polling;
    private final WakeWord room;
    private final PacketHeader header = new PacketHeader();
    private long cursor;
    private int buffer = NO_BUFFER;
    private long openWord;
    private int at;
    private int end;

    QueueConsumer(SessionArea area, int queue, int generation, Doorbell doorbell) {
        super(area, queue, generation);
        this.doorbell = doorbell;
        polling = new WakeWord(area, control + QdioLayout.CONSUMER_WAKE);
        room = new WakeWord(area, control + QdioLayout.PRODUCER_WAKE);
    }

    /**
     * Hands out packets in their order.
     *
     * @param limit most packets
     * @return number of packets handed out
     */
    public final int drain(QueueSink sink, int limit) {
        if (isOver()) {
            return 0;
        }
        int packets = 0;
        while (packets < limit && next(sink)) {
            packets++;
        }
        if (packets > 0) {
            settle();
        }
        return packets;
    }

    /** Hands out one packet; false when there is none. {@link #settle} follows. */
    final boolean next(QueueSink sink) {
        // Who writes nonsense as fast as this end reads it must not keep it here.
        for (int buffers = 0; buffers < QdioLayout.SLOTS; buffers++) {
            if (buffer == NO_BUFFER && !open()) {
                return false;
            }
            Frame view = area.view(buffer);
            if (header.read(view.buffer(), at, end, view)) {
                at += QdioLayout.packetBytes(view.length());
                statistics.packets++;
                statistics.bytes += view.length();
                sink.packet(view, header);
                if (at >= end) {
                    close(true);
                }
                return true;
            }
            statistics.errors++;
            close(false);
        }
        return false;
    }

    private boolean open() {
        long word = isStopped() ? 0 : takePrimed(cursor);
        if (word == 0) {
            return false;
        }
        openWord = word;
        buffer = SlotWord.buffer(word);
        at = 0;
        end = SlotWord.lines(word) * SlotWord.LINE;
        return true;
    }

    /**
     * The word of a primed slot, at or behind the cursor (see {@link #skip}), with a buffer number and a length that
     * were proven; 0 when there is none.
     */
    abstract long takePrimed(long atCursor);

    /** Gives a buffer back. */
    abstract void giveBack(long atCursor, long word, boolean good);

    /** There is something at the cursor, be it good or bad. */
    abstract boolean hasPrimed(long atCursor);

    private void close(boolean good) {
        buffer = NO_BUFFER;
        statistics.buffers++;
        giveBack(cursor++, openWord, good);
    }

    /** Moves on to the next slot, because there is nothing to be had from the present one. */
    final long skip() {
        return ++cursor;
    }

    /** Wakes the producer if it waits for room, which there is now. */
    final void madeRoom() {
        if (room.mustRing()) {
            statistics.rings++;
            doorbell.ring();
        }
    }

    /** Length and buffer number of a word are possible; they were read from shared memory with it, once. */
    final boolean isPossible(long word) {
        int lines = SlotWord.lines(word);
        return SlotWord.buffer(word) < area.buffers() && lines > 0 && lines <= QdioLayout.BUFFER_BYTES / SlotWord.LINE;
    }

    /** Tells how many packets have been taken, for displays and for the account at a reset. */
    final void settle() {
        area.publish(control + QdioLayout.TAKEN, statistics.packets);
    }

    /** Begins to poll: the producer rings no doorbell from now on. */
    public final void poll() {
        polling.awake();
    }

    /**
     * Ends polling: from now on the producer rings. Then looks once more.
     *
     * @return true when there is nothing, so that the caller may sleep until the doorbell; false when there is
     *     something and polling goes on
     */
    public final boolean rest() {
        polling.asleep();
        if (hasWork()) {
            polling.awake();
            return false;
        }
        return true;
    }

    /** There is something to be drained. */
    public final boolean hasWork() {
        return buffer != NO_BUFFER || (!isStopped() && hasPrimed(cursor));
    }

    /** Packets that the producer says it has put in, at least what was taken. */
    final long put() {
        return Math.max(area.load(control + QdioLayout.PUT), statistics.packets);
    }
}
