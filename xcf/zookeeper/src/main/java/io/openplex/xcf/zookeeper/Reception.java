package io.openplex.xcf.zookeeper;

import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.SignalHello;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream that a partner opened: first it must say who it is, then its link takes over. Runs on the rim thread. */
final class Reception implements SignalStream.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final BiConsumer<Reception, SignalHello> greeter;
    private @Nullable SignalStream stream;
    private @Nullable SignalHello hello;
    private @Nullable Link link;

    /** The greeter decides, at once or later, with {@link #attach} or {@link #refuse}. */
    Reception(BiConsumer<Reception, SignalHello> greeter) {
        this.greeter = greeter;
    }

    /** What the partner said first. */
    Optional<SignalHello> hello() {
        return Optional.ofNullable(hello);
    }

    private String caller() {
        return hello == null ? "an unnamed caller" : hello.getMember() + "#" + hello.getIncarnation();
    }

    /** Nobody waits for an answer any more. */
    boolean over() {
        return stream == null || stream.ended();
    }

    void attach(Link to) {
        if (stream != null && !stream.ended()) {
            link = to;
            to.accept(stream);
        }
    }

    void refuse(String reason) {
        if (stream != null) {
            stream.refuse(XcfCounters.Count.HELLO_REFUSED, reason);
        }
    }

    @Override
    public void hello(SignalStream from, SignalHello first) {
        stream = from;
        hello = first;
        greeter.accept(this, first);
    }

    @Override
    public boolean payload(SignalStream from, byte[] signal) {
        if (link == null) {
            from.refuse(XcfCounters.Count.MALFORMED, "signal before the answer to hello");
            return true;
        }
        return link.payload(from, signal);
    }

    @Override
    public void leave(SignalStream from, LeaveCause cause) {
        if (link != null) {
            link.leave(from, cause);
        }
    }

    @Override
    public void ready(SignalStream from) {
        if (link != null) {
            link.ready(from);
        }
    }

    @Override
    public void ended(SignalStream from, String reason) {
        if (link != null) {
            link.ended(from, reason);
        } else {
            LOG.info("stream of {} ended before it was a link: {}", caller(), reason);
        }
    }
}
