package io.openplex.stackd.tcp;

/**
 * What can be chosen about TCP; times in nanoseconds.
 *
 * @param receiveBufferBytes bytes received and not yet read per connection, 2,048 to 2^30; the largest window offered
 * @param sendBufferBytes bytes written and not yet acknowledged per connection, 2,048 to 2^30
 * @param bufferMemoryBytes bytes that the buffers of all connections may take, half for each direction; at least two
 *     buffers
 * @param connectionsMax most connections in all states together
 * @param timeWaitMax most connections in TIME-WAIT; the oldest makes room
 * @param nagle true delays small segments while others are unacknowledged (RFC 9293 3.7.4)
 * @param delayedAckNanos longest delay of an acknowledgement (RFC 9293 3.8.6.3: under 0.5 s)
 * @param rtoMinNanos smallest retransmission time-out; RFC 6298 2.4 says 1 s, practice 200 ms
 * @param rtoInitialNanos retransmission time-out before the first measurement (RFC 6298 2.1)
 * @param rtoMaxNanos largest retransmission time-out (RFC 6298 2.5)
 * @param dataTimeoutNanos a connection whose peer is silent this long with something to acknowledge is given up
 * @param connectTimeoutNanos an active open, and a half-open passive one, is given up after this
 * @param finWait2Nanos how long a closed (not half-closed) connection waits for the peer's FIN
 * @param timeWaitNanos stay in TIME-WAIT (2 MSL)
 */
public record TcpSettings(
        int receiveBufferBytes,
        int sendBufferBytes,
        long bufferMemoryBytes,
        int connectionsMax,
        int timeWaitMax,
        boolean nagle,
        long delayedAckNanos,
        long rtoMinNanos,
        long rtoInitialNanos,
        long rtoMaxNanos,
        long dataTimeoutNanos,
        long connectTimeoutNanos,
        long finWait2Nanos,
        long timeWaitNanos) {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    /** Refuses sizes that cannot work. */
    public TcpSettings {
        checkBuffer(receiveBufferBytes);
        checkBuffer(sendBufferBytes);
        if (bufferMemoryBytes < 2L * Math.max(receiveBufferBytes, sendBufferBytes)) {
            throw new IllegalArgumentException("buffer memory of " + bufferMemoryBytes + " bytes");
        }
        if (connectionsMax < 1 || timeWaitMax < 1 || timeWaitMax > connectionsMax) {
            throw new IllegalArgumentException(
                    "connections " + connectionsMax + ", of them in TIME-WAIT " + timeWaitMax);
        }
    }

    private static void checkBuffer(int bytes) {
        if (bytes < 2048 || bytes > 1 << 30) {
            throw new IllegalArgumentException("buffer of " + bytes + " bytes");
        }
    }

    /** The defaults: 64 KiB buffers, 65,536 connections, Nagle off, 1 GiB for all buffers. */
    public static TcpSettings defaults() {
        return new TcpSettings(
                64 << 10,
                64 << 10,
                1L << 30,
                65_536,
                16_384,
                false,
                40 * MILLI,
                200 * MILLI,
                SECOND,
                60 * SECOND,
                120 * SECOND,
                75 * SECOND,
                60 * SECOND,
                60 * SECOND);
    }

    /** The same with other buffer sizes. */
    public TcpSettings withBuffers(int receiveBytes, int sendBytes) {
        return new TcpSettings(
                receiveBytes,
                sendBytes,
                bufferMemoryBytes,
                connectionsMax,
                timeWaitMax,
                nagle,
                delayedAckNanos,
                rtoMinNanos,
                rtoInitialNanos,
                rtoMaxNanos,
                dataTimeoutNanos,
                connectTimeoutNanos,
                finWait2Nanos,
                timeWaitNanos);
    }

    /** The same with another bound on the memory of all buffers. */
    public TcpSettings withBufferMemory(long bytes) {
        return new TcpSettings(
                receiveBufferBytes,
                sendBufferBytes,
                bytes,
                connectionsMax,
                timeWaitMax,
                nagle,
                delayedAckNanos,
                rtoMinNanos,
                rtoInitialNanos,
                rtoMaxNanos,
                dataTimeoutNanos,
                connectTimeoutNanos,
                finWait2Nanos,
                timeWaitNanos);
    }

    /** The same with other bounds on the number of connections. */
    public TcpSettings withConnections(int most, int mostInTimeWait) {
        return new TcpSettings(
                receiveBufferBytes,
                sendBufferBytes,
                bufferMemoryBytes,
                most,
                mostInTimeWait,
                nagle,
                delayedAckNanos,
                rtoMinNanos,
                rtoInitialNanos,
                rtoMaxNanos,
                dataTimeoutNanos,
                connectTimeoutNanos,
                finWait2Nanos,
                timeWaitNanos);
    }

    /** The same with or without Nagle's algorithm. */
    public TcpSettings withNagle(boolean on) {
        return new TcpSettings(
                receiveBufferBytes,
                sendBufferBytes,
                bufferMemoryBytes,
                connectionsMax,
                timeWaitMax,
                on,
                delayedAckNanos,
                rtoMinNanos,
                rtoInitialNanos,
                rtoMaxNanos,
                dataTimeoutNanos,
                connectTimeoutNanos,
                finWait2Nanos,
                timeWaitNanos);
    }

    /** The same with another stay in TIME-WAIT. */
    public TcpSettings withTimeWait(long nanos) {
        return new TcpSettings(
                receiveBufferBytes,
                sendBufferBytes,
                bufferMemoryBytes,
                connectionsMax,
                timeWaitMax,
                nagle,
                delayedAckNanos,
                rtoMinNanos,
                rtoInitialNanos,
                rtoMaxNanos,
                dataTimeoutNanos,
                connectTimeoutNanos,
                finWait2Nanos,
                nanos);
    }
}
