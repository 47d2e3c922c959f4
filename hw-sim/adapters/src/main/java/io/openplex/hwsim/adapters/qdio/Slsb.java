package io.openplex.hwsim.adapters.qdio;

/**
 * Buffer states: the byte values of a storage list state block (hardware.md 1.3). A state is owner (X'80' program,
 * X'40' adapter), direction (X'20' output) and what is in the buffer (low half).
 */
public final class Slsb {
    /** Owner bit of the program. */
    public static final int PROGRAM = 0x80;

    /** Owner bit of the adapter. */
    public static final int ADAPTER = 0x40;

    /** Input, program: unused. */
    public static final int INPUT_NOT_INIT = 0x80;

    /** Input, adapter: may be filled. */
    public static final int INPUT_EMPTY = 0x41;

    /** Input, program: data present. A buffer that the program has read keeps this until the slot is used again. */
    public static final int INPUT_PRIMED = 0x82;

    /**
     * Input, program: seen, and the program polls. Here this value stands in the wake word of a queue and never in a
     * slot ({@link WakeWord}).
     */
    public static final int ACK = 0x81;

    /** Input, program: the queue was stopped. */
    public static final int INPUT_HALTED = 0x8e;

    /** Input, program: the adapter could not use this buffer. */
    public static final int INPUT_ERROR = 0x8f;

    /** Output, program: unused. */
    public static final int OUTPUT_NOT_INIT = 0xa0;

    /** Output, adapter: ready to be sent. */
    public static final int OUTPUT_PRIMED = 0x62;

    /** Output, program: sent. */
    public static final int OUTPUT_EMPTY = 0xa1;

    /** Output, program: the queue was stopped. */
    public static final int OUTPUT_HALTED = 0xae;

    /** Output, program: the adapter could make nothing of what was in the buffer, from some point on. */
    public static final int OUTPUT_ERROR = 0xaf;

    private static final int OWNERS = PROGRAM | ADAPTER;

    private Slsb() {}

    /** The program alone owns a buffer in this state. */
    public static boolean isPrograms(int state) {
        return (state & OWNERS) == PROGRAM;
    }
}
