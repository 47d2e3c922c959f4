package io.openplex.xcf.zookeeper;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The watch connection to one partner. An orderly end-of-file, confirmed by a fresh connection that is refused, proves
 * that the partner's process ended; so does a refusal alone when the partner says that it runs on this very host. A
 * reset or a time-out proves nothing, nor does anything at a local address that the partner shares with this host
 * without being on it: a new connection is made. All methods run on the rim thread.
 */
final class PeerWatch implements AutoCloseable {
    private static final int CONNECT_MS = 2000;
    private static final long BACKOFF_MIN_MS = 20;
    private static final long BACKOFF_MAX_MS = 1000;

    private enum End {
        ORDERLY,
        REFUSED,
        BROKEN
    }

    private final LivenessProbe.Target target;
    private final ExecutorService threads;
    private final Rim rim;
    private final LivenessProbe probe;
    private final XcfCounters counters;
    private final Runnable provenDead;
    private long backoffMs = BACKOFF_MIN_MS;
    private boolean endSeen;
    private boolean proven;
    private volatile boolean closed;
    private volatile @Nullable Socket socket;

    PeerWatch(
            LivenessProbe.Target target,
            ExecutorService threads,
            Rim rim,
            LivenessProbe probe,
            XcfCounters counters,
            Runnable provenDead) {
        this.target = target;
        this.threads = threads;
        this.rim = rim;
        this.probe = probe;
        this.counters = counters;
        this.provenDead = provenDead;
    }

    /** Connects and keeps connected until closed. */
    void open() {
        if (closed || proven) {
            return;
        }
        try {
            threads.execute(this::connectAndRead);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    /** The death is proven; asked when the member node is gone and nobody said why. */
    boolean proven() {
        return proven;
    }

    private void connectAndRead() {
        End end;
        try (Socket connection = new Socket()) {
            socket = connection;
            connection.connect(target.watch().resolve(), CONNECT_MS);
            connection.setKeepAlive(true);
            rim.execute(() -> {
                backoffMs = BACKOFF_MIN_MS;
                endSeen = false; // somebody accepts: an end that was seen before proves nothing any more
            });
            if (closed) {
                return;
            }
            end = connection.getInputStream().read() < 0 ? End.ORDERLY : End.BROKEN;
        } catch (IOException e) {
            end = LivenessProbe.isRefusal(e) ? End.REFUSED : End.BROKEN;
        }
        End how = end;
        rim.execute(() -> ended(how));
    }

    private void ended(End how) {
        if (closed) {
            return;
        }
        counters.add(how == End.ORDERLY ? XcfCounters.Count.WATCH_ENDS : XcfCounters.Count.WATCH_BROKEN);
        if (how == End.BROKEN) {
            reopen();
            return;
        }
        endSeen |= how == End.ORDERLY;
        probe.ask(target, this::judged);
    }

    private void judged(LivenessProbe.Verdict verdict) {
        if (closed || proven) {
            return;
        }
        switch (verdict) {
            case DEAD -> prove();
            case REFUSED -> {
                if (endSeen) {
                    prove();
                } else {
                    reopen();
                }
            }
            case ALIVE -> {
                endSeen = false;
                reopen();
            }
            case UNKNOWN -> reopen();
        }
    }

    private void prove() {
        proven = true;
        provenDead.run();
    }

    private void reopen() {
        rim.schedule(backoffMs, this::open);
        backoffMs = Math.min(2 * backoffMs, BACKOFF_MAX_MS);
    }

    @Override
    public void close() {
        closed = true;
        Socket open = socket;
        if (open != null) {
            WatchPort.quietly(open);
        }
    }
}
