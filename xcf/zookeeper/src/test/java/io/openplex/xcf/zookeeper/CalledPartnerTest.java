package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.SignalHello;
import io.openplex.proto.v1.XcfSignallingGrpc;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfWorld;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static SignalFrame payload(long sequence, int bytes) {
        return SignalFrame.newBuilder()
                .setSequence(sequence)
                .setPayload(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    /** What a partner may answer, what is counted, and what may have been a link before. */
    private static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "no frame",
                        XcfCounters.Count.MALFORMED,
                        List.<UnaryOperator<SignalFrame>>of(hello -> RawCaller.GARBAGE)),
                Arguments.of(
                        "a frame without content",
                        XcfCounters.Count.MALFORMED,
                        List.<UnaryOperator<SignalFrame>>of(hello -> SignalFrame.getDefaultInstance())),
                Arguments.of(
                        "another version",
                        XcfCounters.Count.HELLO_REFUSED,
                        List.<UnaryOperator<SignalFrame>>of(
                                hello -> greeting(hello, builder -> builder.setProtocol(2)))),
                Arguments.of(
                        "another group",
                        XcfCounters.Count.HELLO_REFUSED,
                        List.<UnaryOperator<SignalFrame>>of(
                                hello -> greeting(hello, builder -> builder.setGroup("EZBT1121")))),
                Arguments.of(
                        "a signal that is too large",
                        XcfCounters.Count.OVERSIZE,
                        List.<UnaryOperator<SignalFrame>>of(
                                CalledPartnerTest::good, hello -> payload(1, SignalStream.SIGNAL_MAX + 1))),
                Arguments.of(
                        "a signal beyond gRPC's limit",
                        XcfCounters.Count.OVERSIZE,
                        List.<UnaryOperator<SignalFrame>>of(
                                CalledPartnerTest::good, hello -> payload(1, 2 * SignalStream.SIGNAL_MAX + 1))),
                Arguments.of(
                        "a signal again",
                        XcfCounters.Count.OUT_OF_SEQUENCE,
                        List.<UnaryOperator<SignalFrame>>of(
                                CalledPartnerTest::good, hello -> payload(1, 1), hello -> payload(1, 1))));
    }

    private static SignalFrame good(SignalFrame hello) {
        return greeting(hello, UnaryOperator.identity());
    }

    /** What the called member would say to this hello, changed. */
    private static SignalFrame greeting(SignalFrame hello, UnaryOperator<SignalHello.Builder> change) {
        SignalHello.Builder answer = hello.getHello().toBuilder()
                .setMember("SYSBTCPIP")
                .setIncarnation(hello.getHello().getReceiverIncarnation())
                .setReceiverIncarnation(hello.getHello().getIncarnation());
        return SignalFrame.newBuilder().setHello(change.apply(answer)).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @DisplayName("what a called partner may not answer ends the link, is counted, and the partner is called again")
    void endsTheLink(String what, XcfCounters.Count why, List<UnaryOperator<SignalFrame>> answers) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Server partner = partner(answers, calls);
        try (ZooKeeperWorld world = new ZooKeeperWorld()) {
            EventLog logB = new EventLog();
            var b = world.stack(XcfWorld.info("SYSB"));
            b.group().join(b.info(), logB);
            world.until("B joined", () -> !logB.lines().isEmpty());
            world.rewrite(
                    b.info(),
                    record -> record.toBuilder()
                            .setSignalling("127.0.0.1:" + partner.getPort())
                            .build());
            EventLog logA = new EventLog();
            var a = world.stack(XcfWorld.info("SYSA"));
            a.group().join(a.info(), logA);
            world.until("called again after " + what, () -> calls.get() > 1);
            assertThat(a.xcf().counters().value(why)).isPositive();
            if (answers.size() > 1) {
                world.until("told", () -> logA.lines().contains("linkDown SYSBTCPIP"));
            }
            assertThat(logA.lines())
                    .startsWith("joined SYSATCPIP [SYSBTCPIP]")
                    .noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft"));
        } finally {
            partner.shutdownNow();
        }
    }

    /** Answers every frame with garbage. */
    private static Server partner() throws Exception {
        return partner(List.of(frame -> RawCaller.GARBAGE), new AtomicInteger());
    }

    /** Answers every frame with these. */
    private static Server partner(List<UnaryOperator<SignalFrame>> answers, AtomicInteger calls) throws Exception {
        MethodDescriptor<SignalFrame, SignalFrame> exchange = XcfSignallingGrpc.getExchangeMethod().toBuilder(
                        XcfSignallingGrpc.getExchangeMethod().getRequestMarshaller(), new RawCaller.Bytes())
                .build();
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .addService(ServerServiceDefinition.builder(XcfSignallingGrpc.SERVICE_NAME)
                        .addMethod(exchange, ServerCalls.asyncBidiStreamingCall(back -> new StreamObserver<>() {
                            @Override
                            public void onNext(SignalFrame frame) {
                                calls.incrementAndGet();
                                answers.forEach(answer -> back.onNext(answer.apply(frame)));
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
