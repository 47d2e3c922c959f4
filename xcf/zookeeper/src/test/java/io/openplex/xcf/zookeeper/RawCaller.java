package io.openplex.xcf.zookeeper;

import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.XcfSignallingGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A caller of the signalling service that sends what a test wants. */
final class RawCaller implements AutoCloseable, StreamObserver<SignalFrame> {
    /** Sent as bytes that no protobuf parser takes. */
    static final SignalFrame GARBAGE = SignalFrame.newBuilder().setSequence(-1).build();

    private final ManagedChannel channel;
    private final StreamObserver<SignalFrame> out;
    private final List<SignalFrame> received = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private volatile String reason = "";

    RawCaller(HostPort address) {
        this(address, InsecureChannelCredentials.create());
    }

    RawCaller(HostPort address, ChannelCredentials credentials) {
        channel = NettyChannelBuilder.forAddress(address.host(), address.port(), credentials)
                .build();
        out = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(
                        XcfSignallingGrpc.getExchangeMethod().toBuilder(
                                        new Bytes(),
                                        XcfSignallingGrpc.getExchangeMethod().getResponseMarshaller())
                                .build(),
                        CallOptions.DEFAULT),
                this);
    }

    void send(SignalFrame frame) {
        out.onNext(frame);
    }

    List<SignalFrame> received() {
        return received;
    }

    /** Why the stream ended, as its other end says. */
    String reason() {
        return reason;
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void onNext(SignalFrame frame) {
        received.add(frame);
    }

    @Override
    public void onError(Throwable t) {
        reason = Status.fromThrowable(t).getCode() + " "
                + Status.fromThrowable(t).getDescription();
        ended = true;
    }

    @Override
    public void onCompleted() {
        ended = true;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Writes frames as they are, and {@link #GARBAGE} as no frame. */
    static final class Bytes implements MethodDescriptor.Marshaller<SignalFrame> {
        @Override
        public InputStream stream(SignalFrame frame) {
            // Field 1 of a length that the rest does not have.
            byte[] garbage = {0x0a, 0x7f, 1, 2, 3};
            return new ByteArrayInputStream(frame.equals(GARBAGE) ? garbage : frame.toByteArray());
        }

        @Override
        public SignalFrame parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are only sent");
        }
    }
}
