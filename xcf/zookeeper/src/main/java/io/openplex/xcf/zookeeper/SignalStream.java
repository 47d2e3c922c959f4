package io.openplex.xcf.zookeeper;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.SignalHello;
import org.jspecify.annotations.Nullable;

/**
 * One stream between two members, from either end: frames in their order, hello first, sequence without gaps. gRPC
 * calls the observer methods on its own thread; everything else runs on the rim thread.
 */
final class SignalStream implements ClientResponseObserver<SignalFrame, SignalFrame> {
    /** Version of what is spoken on a stream. */
    static final int PROTOCOL = 1;

    /** Largest signal, bytes. */
    static final int SIGNAL_MAX = 4 << 20;

    /** Frames that a partner may have on the way before the loop took them. */
    private static final int WINDOW = 32;

    /** What a stream does to its owner, on the rim thread. */
    interface Owner {
        /** The partner's first frame. */
        void hello(SignalStream stream, SignalHello hello);

        /** A signal; false ends the stream because the loop does not take it. */
        boolean payload(SignalStream stream, byte[] signal);

        /** The partner leaves in order. */
        void leave(SignalStream stream, LeaveCause cause);

        /** There is room for more. */
        void ready(SignalStream stream);

        /** Nothing more comes; called once, not after {@link SignalStream#end}. */
        void ended(SignalStream stream, String reason);
    }

    private final Rim rim;
    private final XcfCounters counters;
    private final Owner owner;
    private @Nullable CallStreamObserver<SignalFrame> out;
    private boolean helloReceived;
    private boolean finished;
    private boolean ended;
    private long sent;
    private long received;

    private SignalStream(Rim rim, XcfCounters counters, Owner owner) {
        this.rim = rim;
        this.counters = counters;
        this.owner = owner;
    }

    /** The caller's end; to be given to the stub. */
    static SignalStream calling(Rim rim, XcfCounters counters, Owner owner) {
        return new SignalStream(rim, counters, owner);
    }

    /** The called end; on gRPC's thread, within the call. */
    static SignalStream called(ServerCallStreamObserver<SignalFrame> back, Rim rim, XcfCounters counters, Owner owner) {
        SignalStream stream = new SignalStream(rim, counters, owner);
        stream.out = back;
        back.disableAutoRequest();
        back.setOnReadyHandler(() -> rim.execute(() -> owner.ready(stream)));
        back.setOnCancelHandler(
                () -> rim.execute(() -> stream.broken("cancelled by the partner, or for a signal beyond all limits")));
        back.setOnCloseHandler(() -> rim.execute(() -> stream.broken("completed")));
        back.request(WINDOW);
        return stream;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SignalFrame> request) {
        out = request;
        request.disableAutoRequestWithInitial(WINDOW);
        request.setOnReadyHandler(() -> rim.execute(() -> owner.ready(this)));
    }

    @Override
    public void onNext(SignalFrame frame) {
        rim.execute(() -> receive(frame));
    }

    @Override
    public void onError(Throwable t) {
        Status status = Status.fromThrowable(t);
        rim.execute(() -> {
            if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED && !ended) {
                counters.add(XcfCounters.Count.OVERSIZE);
            }
            broken(status.getCode() + " " + status.getDescription());
        });
    }

    @Override
    public void onCompleted() {
        rim.execute(() -> broken("completed by the partner"));
    }

    private void receive(SignalFrame frame) {
        if (ended) {
            return;
        }
        switch (frame.getFrameCase()) {
            case HELLO -> {
                int protocol = frame.getHello().getProtocol();
                if (helloReceived) {
                    refuse(XcfCounters.Count.MALFORMED, "second hello");
                } else if (protocol != PROTOCOL) {
                    refuse(
                            XcfCounters.Count.HELLO_REFUSED,
                            "protocol version " + Integer.toUnsignedString(protocol) + ", this member speaks "
                                    + PROTOCOL);
                } else {
                    helloReceived = true;
                    owner.hello(this, frame.getHello());
                }
            }
            case PAYLOAD -> receivePayload(frame);
            case LEAVE -> {
                if (helloReceived) {
                    owner.leave(this, frame.getLeave());
                } else {
                    refuse(XcfCounters.Count.MALFORMED, "leave before hello");
                }
            }
            case FRAME_NOT_SET -> refuse(XcfCounters.Count.MALFORMED, "frame without content");
        }
        if (!ended && out != null) {
            out.request(1);
        }
    }

    private void receivePayload(SignalFrame frame) {
        if (!helloReceived) {
            refuse(XcfCounters.Count.MALFORMED, "signal before hello");
        } else if (frame.getPayload().size() > SIGNAL_MAX) {
            refuse(XcfCounters.Count.OVERSIZE, "signal of " + frame.getPayload().size() + " bytes");
        } else if (frame.getSequence() != received + 1) {
            refuse(XcfCounters.Count.OUT_OF_SEQUENCE, "signal " + frame.getSequence() + " after signal " + received);
        } else {
            received++;
            if (owner.payload(this, frame.getPayload().toByteArray())) {
                counters.add(XcfCounters.Count.SIGNALS_RECEIVED);
            } else if (!ended) {
                fail("the loop's inbox is full");
            }
        }
    }

    /** May something be sent without being buffered below. */
    boolean ready() {
        return out != null && !ended && !finished && out.isReady();
    }

    /** Has the stream ended. */
    boolean ended() {
        return ended;
    }

    void sendHello(SignalHello hello) {
        send(SignalFrame.newBuilder().setHello(hello).build());
    }

    /** Sends a signal whose bytes nobody changes any more. */
    void sendPayload(byte[] signal) {
        sent++;
        send(SignalFrame.newBuilder()
                .setPayload(UnsafeByteOperations.unsafeWrap(signal))
                .setSequence(sent)
                .build());
        counters.add(XcfCounters.Count.SIGNALS_SENT);
    }

    /** Announces the leave as the last frame; the partner completes its side when it has taken it. */
    void sendLeave(LeaveCause cause) {
        send(SignalFrame.newBuilder().setLeave(cause).build());
        finish();
    }

    /** Sends nothing more; the stream ends when the partner does the same. */
    void finish() {
        if (out != null && !finished && !ended) {
            finished = true;
            try {
                out.onCompleted();
            } catch (IllegalStateException e) {
                broken("ended below: " + e.getMessage());
            }
        }
    }

    private void send(SignalFrame frame) {
        if (out == null || ended || finished) {
            return;
        }
        try {
            out.onNext(frame);
        } catch (IllegalStateException | StatusRuntimeException e) {
            broken("ended below: " + e.getMessage());
        }
    }

    /** Ends the stream because of what the partner sent; counted. */
    void refuse(XcfCounters.Count why, String reason) {
        counters.add(why);
        fail(reason);
    }

    private void fail(String reason) {
        if (!ended) {
            end(reason);
            owner.ended(this, reason);
        }
    }

    private void broken(String reason) {
        if (!ended) {
            ended = true;
            owner.ended(this, reason);
        }
    }

    /** Ends the stream; the owner is not told. */
    void end(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        CallStreamObserver<SignalFrame> call = out;
        try {
            switch (call) {
                case ClientCallStreamObserver<SignalFrame> client -> client.cancel(reason, null);
                case ServerCallStreamObserver<SignalFrame> server
                when !server.isCancelled() && !finished ->
                    server.onError(Status.ABORTED.withDescription(reason).asRuntimeException());
                case null, default -> {}
            }
        } catch (IllegalStateException e) {
            // It ended below at the same moment.
        }
    }
}
