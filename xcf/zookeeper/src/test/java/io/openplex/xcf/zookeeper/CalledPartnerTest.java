package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.XcfSignallingGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a member hears of a partner that it called and that answers nonsense. */
class CalledPartnerTest {
    @Test
    void bytesThatAreNoFrameArriveAsAFrameWithoutContent() throws Exception {
        Server partner = partner();
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        XcfOptions options = XcfOptions.of("127.0.0.1:1", "LABPLEX", "EZBTCPCS");
        try (SignallingPort port = new SignallingPort(options, "xcf-X", new XcfCounters(), back -> new Heard(heard))) {
            ManagedChannel channel = port.channel(new HostPort("127.0.0.1", partner.getPort()));
            try {
                XcfSignallingGrpc.newStub(channel).exchange(new Heard(heard)).onNext(SignalFrame.getDefaultInstance());
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(SignalFrame.getDefaultInstance());
            } finally {
                channel.shutdownNow();
            }
        } finally {
            partner.shutdownNow();
        }
    }

    /** Answers every frame with garbage. */
    private static Server partner() throws Exception {
        MethodDescriptor<SignalFrame, SignalFrame> exchange = XcfSignallingGrpc.getExchangeMethod().toBuilder(
                        XcfSignallingGrpc.getExchangeMethod().getRequestMarshaller(), new RawCaller.Bytes())
                .build();
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .addService(ServerServiceDefinition.builder(XcfSignallingGrpc.SERVICE_NAME)
                        .addMethod(exchange, ServerCalls.asyncBidiStreamingCall(back -> new StreamObserver<>() {
                            @Override
                            public void onNext(SignalFrame frame) {
                                back.onNext(RawCaller.GARBAGE);
                            }

                            @Override
                            public void onError(Throwable t) {
                                back.onError(t);
                            }

                            @Override
                            public void onCompleted() {
                                back.onCompleted();
                            }
                        }))
                        .build())
                .build()
                .start();
    }

    private record Heard(BlockingQueue<Object> all) implements StreamObserver<SignalFrame> {
        @Override
        public void onNext(SignalFrame frame) {
            all.add(frame);
        }

        @Override
        public void onError(Throwable t) {
            all.add(t);
        }

        @Override
        public void onCompleted() {
            all.add("completed");
        }
    }
}
