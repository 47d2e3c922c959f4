package io.openplex.deploy.lab.demo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One echo connection that is kept busy. What it sends are words of eight bytes, each its own position: a word that
 * comes back too early shows what was lost before it, one that comes back again what was repeated. Two threads of its
 * own, one per direction; the other methods may be called from any thread.
 */
public final class EchoStream implements AutoCloseable {
    private static final int WORDS_IN_FLIGHT = 256;
    private static final int WORDS_PER_WRITE = 16;
    private static final int CONNECT_MS = 5000;

    /** Between two writes: busy, but not so that the machine has nothing left for the others. */
    private static final long PACE_NANOS = 1_000_000;

    private static final long GRANT_MS = 100;

    private final Socket socket;
    private final Semaphore window = new Semaphore(WORDS_IN_FLIGHT);
    private final Thread writer = Thread.ofVirtual().unstarted(this::write);
    private final Thread reader = Thread.ofVirtual().unstarted(this::read);

    private volatile boolean finishing;
    private volatile long wordsSent;
    private volatile State state = State.OPEN;
    private volatile long endedNanos;

    /** Of the reader; see {@link #account}. */
    private long wordsBack;

    private long wordsLost;
    private long wordsRepeated;
    private long lastBackNanos;
    private long longestPauseNanos;

    /** How a connection is. */
    public enum State {
        /** Going on. */
        OPEN,
        /** Both sides finished. */
        FINISHED,
        /** It was reset. */
        RESET
    }

    /**
     * What became of the bytes so far.
     *
     * @param sent bytes given to the socket
     * @param back bytes that came back in their place
     * @param lost bytes that were skipped
     * @param repeated bytes that came back again
     * @param longestPauseNanos longest time without anything coming back since the last {@link #resetPause}
     */
    public record Account(State state, long sent, long back, long lost, long repeated, long longestPauseNanos) {
        /** Nothing lost or repeated, and at the end everything back. */
        public boolean clean() {
            return lost == 0 && repeated == 0 && (state != State.FINISHED || sent == back);
        }
    }

    private EchoStream(Socket socket) {
        this.socket = socket;
    }

    /** Opens a connection and starts sending. */
    public static EchoStream open(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(address, CONNECT_MS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        EchoStream stream = new EchoStream(socket);
        stream.lastBackNanos = System.nanoTime();
        stream.writer.start();
        stream.reader.start();
        return stream;
    }

    /** Port of this side. */
    public int localPort() {
        return socket.getLocalPort();
    }

    /** The state now. */
    public State state() {
        return state;
    }

    /** {@link System#nanoTime} of the end, 0 while open. */
    public long endedNanos() {
        return endedNanos;
    }

    /** The account now. */
    public synchronized Account account() {
        long pause = longestPauseNanos;
        if (state == State.OPEN) {
            pause = Math.max(pause, System.nanoTime() - lastBackNanos);
        }
        return new Account(
                state, wordsSent * Long.BYTES, wordsBack * Long.BYTES, wordsLost * 8, wordsRepeated * 8, pause);
    }

    /** Begins a new period for the longest pause. */
    public synchronized void resetPause() {
        longestPauseNanos = 0;
        lastBackNanos = System.nanoTime();
    }

    /**
     * Stops sending, ends the sending direction and waits until everything has come back.
     *
     * @return the account, with state {@link State#RESET} when it took longer
     */
    public Account finish(Duration patience) throws InterruptedException {
        finishing = true;
        if (!reader.join(patience)) {
            close();
        }
        return account();
    }

    @Override
    public void close() {
        finishing = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, whatever it says.
            state = State.RESET;
        }
    }

    private void write() {
        ByteBuffer words = ByteBuffer.allocate(WORDS_PER_WRITE * Long.BYTES);
        try {
            OutputStream out = socket.getOutputStream();
            long next = 0;
            while (!finishing) {
                if (!window.tryAcquire(WORDS_PER_WRITE, GRANT_MS, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                words.clear();
                for (int i = 0; i < WORDS_PER_WRITE; i++) {
                    words.putLong(next++);
                }
                out.write(words.array());
                wordsSent = next;
                LockSupport.parkNanos(PACE_NANOS);
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            ended(State.RESET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (InputStream in = socket.getInputStream();
                DataInputStream words = new DataInputStream(new BufferedInputStream(in, 1 << 14))) {
            while (true) {
                count(words.readLong());
                window.release();
            }
        } catch (EOFException e) {
            ended(State.FINISHED);
        } catch (IOException e) {
            ended(State.RESET);
        }
    }

    private synchronized void count(long word) {
        long expected = wordsBack + wordsLost;
        if (word == expected) {
            wordsBack++;
        } else if (word > expected) {
            wordsLost += word - expected;
            wordsBack++;
        } else {
            wordsRepeated++;
        }
        long now = System.nanoTime();
        longestPauseNanos = Math.max(longestPauseNanos, now - lastBackNanos);
        lastBackNanos = now;
    }

    private synchronized void ended(State how) {
        if (state == State.OPEN) {
            state = how;
            endedNanos = System.nanoTime();
        }
    }
}
