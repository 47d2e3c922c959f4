package io.openplex.stackd.xcflink;

import java.nio.ByteBuffer;

/** Carries datagrams between two stacks, unreliably and without blocking. Used on the loop only. */
public interface DatagramPath extends AutoCloseable {
    /** The far end is known; datagrams can be sent. */
    boolean ready();

    /**
     * Sends the buffer's remaining bytes as one datagram.
     *
     * @return false when it was lost here
     */
    boolean send(ByteBuffer datagram);

    /**
     * Receives one datagram at the buffer's position; what does not fit is cut.
     *
     * @return its length, or -1 when none waits
     */
    int receive(ByteBuffer into);

    @Override
    void close();
}
