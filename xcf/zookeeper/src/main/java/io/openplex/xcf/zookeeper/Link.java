package io.openplex.xcf.zookeeper;

import io.grpc.ManagedChannel;
import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.SignalHello;
import io.openplex.proto.v1.XcfSignallingGrpc;
import io.openplex.xcf.api.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signalling link to one partner incarnation: a bounded queue, and a stream while there is one. The member with
 * the larger incarnation calls, and calls again with back-off; the other one waits to be called. {@link #offer} may be
 * called on any thread, everything else on the rim thread.
 */
final class Link implements SignalStream.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Bounds of the queue: signals, and their bytes. */
    static final int QUEUE_MAX = 4096;

    static final int QUEUE_BYTES_MAX = 4 * SignalStream.SIGNAL_MAX;

    private static final long BACKOFF_MIN_MS = 20;
    private static final long BACKOFF_MAX_MS = 1000;
    private static final long HELLO_LIMIT_MS = 2000;

    /** What a link tells the group. */
    interface Events {
        void up(Link link);

        void down(Link link);

        boolean signal(Link link, byte[] signal);

        void leaving(Link link, LeaveCause cause);

        /** The partner took our leave, or cannot. */
        void leaveTaken(Link link);
    }

    private final Member self;
    private final Registration peer;
    private final SignalHello hello;
    private final SignallingPort port;
    private final Rim rim;
    private final XcfCounters counters;
    private final Events events;

    private final Deque<byte[]> queue = new ArrayDeque<>();
    private int queueBytes;
    private final AtomicBoolean drainAsked = new AtomicBoolean();

    private @Nullable SignalStream stream;
    private @Nullable ManagedChannel channel;
    private long backoffMs = BACKOFF_MIN_MS;
    private volatile boolean up;
    private boolean leaving;
    private boolean partnerLeaving;
    private boolean closed;

    Link(
            Member self,
            Registration peer,
            SignalHello hello,
            SignallingPort port,
            Rim rim,
            XcfCounters counters,
            Events events) {
        this.self = self;
        this.peer = peer;
        this.hello = hello;
        this.port = port;
        this.rim = rim;
        this.counters = counters;
        this.events = events;
    }

    Member member() {
        return peer.member();
    }

    boolean up() {
        return up;
    }

    /** Begins, if it is ours to call. */
    void open() {
        if (self.incarnation() > peer.member().incarnation()) {
            call();
        }
    }

    /** Queues a signal; false when the queue is full or the signal too large. */
    boolean offer(byte[] signal) {
        if (signal.length > SignalStream.SIGNAL_MAX) {
            counters.add(XcfCounters.Count.OVERSIZE);
            return false;
        }
        synchronized (queue) {
            if (queue.size() >= QUEUE_MAX || queueBytes + signal.length > QUEUE_BYTES_MAX) {
                counters.add(XcfCounters.Count.SIGNALS_QUEUE_FULL);
                return false;
            }
            queue.add(signal);
            queueBytes += signal.length;
        }
        if (drainAsked.compareAndSet(false, true)) {
            rim.execute(this::drain);
        }
        return true;
    }

    private void drain() {
        drainAsked.set(false);
        SignalStream to = stream;
        if (!up || to == null) {
            return;
        }
        while (to.ready()) {
            byte[] signal = poll();
            if (signal == null) {
                return;
            }
            to.sendPayload(signal);
        }
    }

    private byte @Nullable [] poll() {
        synchronized (queue) {
            byte[] signal = queue.poll();
            queueBytes -= signal == null ? 0 : signal.length;
            return signal;
        }
    }

    private void call() {
        if (closed || leaving || stream != null) {
            return;
        }
        ManagedChannel to = port.channel(peer.signalling());
        channel = to;
        SignalStream calling = SignalStream.calling(rim, counters, this);
        stream = calling;
        var _ = XcfSignallingGrpc.newStub(to).exchange(calling);
        calling.sendHello(hello);
        rim.schedule(HELLO_LIMIT_MS, () -> {
            if (stream == calling && !up && !calling.ended()) {
                calling.refuse(XcfCounters.Count.HELLO_REFUSED, "no hello in time");
            }
        });
    }

    /** A partner's stream whose hello fits: it replaces one that this side had not seen breaking. */
    void accept(SignalStream called) {
        SignalStream old = stream;
        if (old != null) {
            old.end("replaced by a new stream");
            ended(old, "replaced by a new stream");
        }
        stream = called;
        called.sendHello(hello);
        goUp();
    }

    @Override
    public void hello(SignalStream from, SignalHello answer) {
        if (from != stream) {
            return;
        }
        boolean fits = answer.getSysplex().equals(hello.getSysplex())
                && answer.getGroup().equals(hello.getGroup())
                && answer.getMember().equals(peer.member().name())
                && answer.getIncarnation() == peer.member().incarnation()
                && answer.getReceiverIncarnation() == self.incarnation();
        if (fits) {
            backoffMs = BACKOFF_MIN_MS;
            goUp();
        } else {
            from.refuse(XcfCounters.Count.HELLO_REFUSED, "hello does not fit");
        }
    }

    private void goUp() {
        up = true;
        events.up(this);
        drain();
    }

    @Override
    public boolean payload(SignalStream from, byte[] signal) {
        return from != stream || events.signal(this, signal);
    }

    @Override
    public void leave(SignalStream from, LeaveCause cause) {
        if (from == stream) {
            partnerLeaving = true;
            events.leaving(this, cause);
            from.finish();
        }
    }

    @Override
    public void ready(SignalStream from) {
        if (from == stream) {
            drain();
        }
    }

    @Override
    public void ended(SignalStream from, String reason) {
        if (from != stream) {
            return;
        }
        stream = null;
        shutChannel();
        if (leaving) {
            events.leaveTaken(this);
            return;
        }
        if (partnerLeaving) {
            up = false;
            return;
        }
        if (up) {
            LOG.info("signalling link to {} ended: {}", peer.member(), reason);
            counters.add(XcfCounters.Count.LINKS_BROKEN);
            dropQueue();
            up = false;
            events.down(this);
        } else {
            LOG.debug("signalling link to {} not made: {}", peer.member(), reason);
        }
        if (!closed) {
            rim.schedule(backoffMs, this::open);
            backoffMs = Math.min(2 * backoffMs, BACKOFF_MAX_MS);
        }
    }

    /** The stack cannot read what the partner sends; it is not called again at once. */
    void refuse(String reason) {
        SignalStream open = stream;
        if (up && open != null) {
            backoffMs = BACKOFF_MAX_MS;
            open.refuse(XcfCounters.Count.MALFORMED, reason);
        }
    }

    private void dropQueue() {
        synchronized (queue) {
            counters.add(XcfCounters.Count.SIGNALS_LOST, queue.size());
            queue.clear();
            queueBytes = 0;
        }
    }

    /** Sends what is queued and the reason; false when there is nobody to tell. */
    boolean announceLeave(LeaveCause cause) {
        SignalStream to = stream;
        if (!up || to == null) {
            return false;
        }
        drain();
        leaving = true;
        to.sendLeave(cause);
        return stream != null;
    }

    /** Ends the link without an event. */
    void close() {
        closed = true;
        up = false;
        SignalStream open = stream;
        stream = null;
        if (open != null) {
            open.end("member is no longer active");
        }
        shutChannel();
        dropQueue();
    }

    private void shutChannel() {
        if (channel != null) {
            channel.shutdownNow();
            channel = null;
        }
    }
}
