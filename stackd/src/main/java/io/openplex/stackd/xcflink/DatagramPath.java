package io.openplex.stackd.xcflink;

import java.nio.ByteBuffer;

/** Carries datagrams between two stacks, unreliably and without blocking. Used on the loop only. */
public interface DatagramPath extends AutoCloseable {
    /** The far end is known; datagrams can be sent. */
    boolean ready();

    /** Sends the buffer's remaining bytes as one datagram, or says why they have not left. */
    Sent send(ByteBuffer datagram);

    /**
     * Receives one datagram at the buffer's position; what does not fit is cut.
     *
     * @return its length, or -1 when none waits
     */
    int receive(ByteBuffer into);

    @Override
    void close();

    /** What became of a datagram, as far as this end knows. */
    enum Sent {
        /** It has left. */
        LEFT,
        /** It was lost here: no room, the far end unknown or gone. Another one may leave. */
        LOST,
        /** The path takes no datagram of this length (EMSGSIZE); a shorter one may leave. */
        TOO_LONG
    }
}
