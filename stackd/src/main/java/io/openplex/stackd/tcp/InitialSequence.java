package io.openplex.stackd.tcp;

import java.util.random.RandomGenerator;

/**
 * Initial sequence numbers (RFC 6528): a clock of 4 microseconds plus a keyed hash of the 4-tuple, so that numbers grow
 * per 4-tuple and tell nothing about those of another. The hash is SipHash-2-4 with a key from the stack's generator.
 */
final class InitialSequence {
    private static final long TICK_NANOS = 4_000;

    private final long key0;
    private final long key1;

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    InitialSequence(RandomGenerator random) {
        key0 = random.nextLong();
        key1 = random.nextLong();
    }

    int next(long localHigh, long localLow, long remoteHigh, long remoteLow, int ports, long nowNanos) {
        return (int) (nowNanos / TICK_NANOS) + (int) hash(localHigh, localLow, remoteHigh, remoteLow, ports);
    }

    /** SipHash-2-4 of the four halves and the ports: five words of eight bytes and the length word. */
    private long hash(long a, long b, long c, long d, long e) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
        word(a);
        word(b);
        word(c);
        word(d);
        word(e);
        word(40L << 56);
        v2 ^= 0xff;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void word(long m) {
        v3 ^= m;
        round();
        round();
        v0 ^= m;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
