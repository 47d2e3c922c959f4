package io.openplex.deploy.simulation.client;

/** Gives every byte of a stream a value from its position, so that one lost, repeated or misplaced is seen. */
final class PositionCode {
    private final long stream;

    PositionCode(long stream) {
        this.stream = stream;
    }

    byte at(long position) {
        long mixed = (position + 1) * 0x9e37_79b9_7f4a_7c15L ^ stream * 0xc2b2_ae3d_27d4_eb4fL;
        return (byte) (mixed >>> 40 ^ mixed >>> 21);
    }
}
