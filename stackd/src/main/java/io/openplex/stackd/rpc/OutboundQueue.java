package io.openplex.stackd.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Between the loop and one outgoing stream: the loop offers and never waits, a rim thread sends as fast as the client
 * reads. When the queue is full the stream ends with RESOURCE_EXHAUSTED.
 */
final class OutboundQueue<T> {
    private final ServerCallStreamObserver<T> stream;
    private final Executor rim;
    private final int capacity;
    private final Deque<T> waiting = new ArrayDeque<>();
    private @Nullable Status ending;
    private boolean closed;
    private boolean scheduled;

    OutboundQueue(ServerCallStreamObserver<T> stream, Executor rim, int capacity) {
        this.stream = stream;
        this.rim = rim;
        this.capacity = capacity;
        stream.setOnReadyHandler(this::schedule);
    }

    /** Takes a value for sending; false when the stream is over or this value was too many. */
    boolean offer(T value) {
        synchronized (waiting) {
            if (closed || ending != null) {
                return false;
            }
            if (waiting.size() >= capacity) {
                waiting.clear();
                ending = Status.RESOURCE_EXHAUSTED.withDescription("the listener is too slow; listen again");
            } else {
                waiting.addLast(value);
            }
        }
        schedule();
        synchronized (waiting) {
            return ending == null;
        }
    }

    /** Ends the stream after what is waiting. */
    void end(Status status) {
        synchronized (waiting) {
            if (ending == null) {
                ending = status;
            }
        }
        schedule();
    }

    private void schedule() {
        synchronized (waiting) {
            if (scheduled || closed) {
                return;
            }
            scheduled = true;
        }
        try {
            rim.execute(this::drain);
        } catch (RejectedExecutionException stopped) {
            // The server has stopped; the loop must not hear of it.
            synchronized (waiting) {
                closed = true;
            }
        }
    }

    private void drain() {
        while (true) {
            T next;
            Status last;
            synchronized (waiting) {
                scheduled = false;
                if (closed || stream.isCancelled()) {
                    closed = true;
                    return;
                }
                boolean mayEnd = waiting.isEmpty() && ending != null;
                if (!mayEnd && (waiting.isEmpty() || !stream.isReady())) {
                    return;
                }
                closed = mayEnd;
                last = mayEnd ? ending : null;
                next = mayEnd ? null : waiting.removeFirst();
                scheduled = !mayEnd;
            }
            send(next, last);
            if (last != null) {
                return;
            }
        }
    }

    private void send(@Nullable T next, @Nullable Status last) {
        if (next != null) {
            stream.onNext(next);
        } else if (last != null && last.isOk()) {
            stream.onCompleted();
        } else if (last != null) {
            stream.onError(last.asRuntimeException());
        }
    }
}
