package io.openplex.stackd.xcflink;

import io.openplex.xcf.api.right.Heartbeat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat as a datagram, big endian; wrong ones are counted by their reason.
 *
 * <pre>
 *   0   4  magic "OXH" and version 1
 *   4   4  group tag
 *   8   8  incarnation of the sender
 *  16   8  incarnation of the receiver, as the sender knows it
 *  24   8  sequence, from 1
 *  32   8  sequence of the receiver that is answered, 0 for none
 *  40   8  epoch: highest incarnation that the sender knows
 *  48   8  flags: bit 0 promise, the rest zero
 *  56   8  keyed checksum over all of it, computed with this field zero
 * </pre>
 */
public final class HeartbeatCodec {
    /** Length of a heartbeat in bytes. */
    public static final int LENGTH = 64;

    private static final int MAGIC = 0x4f584801;
    private static final int GROUP = 4;
    private static final int SENDER = 8;
    private static final int RECEIVER = 16;
    private static final int SEQUENCE = 24;
    private static final int ANSWERED = 32;
    private static final int EPOCH = 40;
    private static final int FLAGS = 48;
    private static final int CHECKSUM = 56;
    private static final long PROMISE = 1;

    private final LinkKey key;
    private final SipHash hash;
    private long malformed;
    private long foreign;
    private long unauthenticated;

    /** A codec under the group's key. */
    public HeartbeatCodec(LinkKey key) {
        this.key = key;
        hash = new SipHash(key.k0(), key.k1());
    }

    /** Writes a heartbeat at the beginning of the buffer and makes it ready to be sent. */
    public void write(Heartbeat beat, ByteBuffer into) {
        into.clear().limit(LENGTH);
        into.putInt(0, MAGIC);
        into.putInt(GROUP, key.groupTag());
        into.putLong(SENDER, beat.sender());
        into.putLong(RECEIVER, beat.receiver());
        into.putLong(SEQUENCE, beat.sequence());
        into.putLong(ANSWERED, beat.answered());
        into.putLong(EPOCH, beat.epoch());
        into.putLong(FLAGS, beat.promise() ? PROMISE : 0);
        into.putLong(CHECKSUM, 0);
        into.putLong(CHECKSUM, hash.of(into, 0, LENGTH));
    }

    /**
     * Reads a datagram that stands at the beginning of the buffer; null (and counted) when it is no heartbeat of
     * ours.
     */
    public @Nullable Heartbeat read(ByteBuffer from, int length) {
        if (length != LENGTH || from.getInt(0) != MAGIC || (from.getLong(FLAGS) & ~PROMISE) != 0) {
            malformed++;
            return null;
        }
        if (from.getInt(GROUP) != key.groupTag()) {
            foreign++;
            return null;
        }
        long said = from.getLong(CHECKSUM);
        from.putLong(CHECKSUM, 0);
        if (hash.of(from, 0, LENGTH) != said) {
            unauthenticated++;
            return null;
        }
        return new Heartbeat(
                from.getLong(SENDER),
                from.getLong(RECEIVER),
                from.getLong(SEQUENCE),
                from.getLong(ANSWERED),
                from.getLong(FLAGS) == PROMISE,
                from.getLong(EPOCH));
    }

    /** Datagrams of another length, magic, version or with unknown flags. */
    public long malformed() {
        return malformed;
    }

    /** Datagrams of another group. */
    public long foreign() {
        return foreign;
    }

    /** Datagrams whose checksum is wrong. */
    public long unauthenticated() {
        return unauthenticated;
    }
}
