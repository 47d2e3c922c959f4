package io.openplex.hwsim.adapters.qdio;

/** Why a packet that was to cross a queue did not. */
public enum QueueDrop {
    /** No buffer: the other side is behind (hardware.md 1.3 rule 4). */
    RING_FULL,
    /** Empty, or longer than {@link QdioLayout#PACKET_MAX}. */
    UNFIT,
    /** The activation is over. */
    STOPPED,
    /** The other side changed a slot that it did not own while packets were put into its buffer. */
    SLOT_CHANGED,
    /** Was in the queue when the session was deactivated (hardware.md 1.3 rule 6). */
    LOST_AT_RESET
}
