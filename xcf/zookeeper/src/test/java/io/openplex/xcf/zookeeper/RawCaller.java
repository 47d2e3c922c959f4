package io.openplex.xcf.zookeeper;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.XcfSignallingGrpc;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A caller of the signalling service that sends what a test wants. */
final class RawCaller implements AutoCloseable, StreamObserver<SignalFrame> {
    private final ManagedChannel channel;
    private final StreamObserver<SignalFrame> out;
    private final List<SignalFrame> received = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    RawCaller(HostPort address) {
        channel = NettyChannelBuilder.forAddress(address.host(), address.port())
                .usePlaintext()
                .build();
        out = XcfSignallingGrpc.newStub(channel).exchange(this);
    }

    void send(SignalFrame frame) {
        out.onNext(frame);
    }

    List<SignalFrame> received() {
        return received;
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
}
