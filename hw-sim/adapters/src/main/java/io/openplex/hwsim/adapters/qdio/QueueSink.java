package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;

/** Takes the packets of a queue. */
@FunctionalInterface
public interface QueueSink {
    /**
     * A packet where it lies in shared memory; packet and header are valid during the call only. At least
     * {@link QdioLayout#PREFIX} bytes in front of it may be written, and as many behind it as fill its last line of 64
     * bytes. Copy what must stay ({@link Frame#copyFrom(Frame, int)}), never release it, and drain no queue of the same
     * session in the call.
     */
    void packet(Frame packet, PacketHeader header);
}
