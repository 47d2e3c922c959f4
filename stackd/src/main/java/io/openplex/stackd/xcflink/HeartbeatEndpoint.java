package io.openplex.stackd.xcflink;

import java.nio.ByteBuffer;

/**
 * One socket by which a stack sends heartbeats to all members and takes theirs: a UDP socket in the daemon, memory in
 * the
 * simulator. Used on the loop only; never blocks.
 */
public interface HeartbeatEndpoint {
    /** For a stack that has none: nothing is sent, nothing arrives. */
    HeartbeatEndpoint NONE = new HeartbeatEndpoint() {
        @Override
        public String address() {
            return "";
        }

        @Override
        public boolean send(String to, ByteBuffer datagram) {
            return false;
        }

        @Override
        public int receive(ByteBuffer into) {
            return -1;
        }
    };

    /** Where others send to, {@code host:port}; told to the group at the join. */
    String address();

    /**
     * Sends the buffer's remaining bytes as one datagram.
     *
     * @param to address of the partner as it told it
     * @return false when it was lost here
     */
    boolean send(String to, ByteBuffer datagram);

    /**
     * Receives one datagram at the buffer's position; what does not fit is cut.
     *
     * @return its length, or -1 when none waits
     */
    int receive(ByteBuffer into);
}
