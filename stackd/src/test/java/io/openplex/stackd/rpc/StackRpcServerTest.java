package io.openplex.stackd.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.openplex.proto.v1.CommandReply;
import io.openplex.proto.v1.CommandRequest;
import io.openplex.proto.v1.CompleteRequest;
import io.openplex.proto.v1.ConsoleMessage;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.EnfSignal;
import io.openplex.proto.v1.ListenRequest;
import io.openplex.proto.v1.MessagesRequest;
import io.openplex.proto.v1.OperatorServiceGrpc;
import io.openplex.proto.v1.QueryRequest;
import io.openplex.proto.v1.SysplexEvent;
import io.openplex.stackd.console.LabStack;
import io.openplex.stackd.console.MessageLog;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.enf.EnfIdentity;
import io.openplex.stackd.enf.EnfSignals;
import io.openplex.stackd.enf.GroupFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackRpcServerTest {
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final LabStack stack = new LabStack();
    private final MessageLog log = new MessageLog("SYSA", 16);
    private final EnfSignals signals = new EnfSignals(
            new EnfIdentity("SYSA", "TCPIPA", "LABPLEX", "EZBTCPCS", "SYSATCPIPA"),
            new GroupFacts() {
                @Override
                public List<String> members() {
                    return List.of("SYSATCPIPA", "SYSBTCPIPB");
                }

                @Override
                public List<EnfEvent.Dvipa> dvipas() {
                    return List.of(new EnfEvent.Dvipa("198.51.100.11", "ACTIVE", "SYSATCPIPA"));
                }
            },
            8);
    private volatile boolean full;
    private StackRpcServer server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        server = new StackRpcServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), services());
        server.start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    private StackRpcServer.Services services() {
        return new StackRpcServer.Services(
                stack.console(),
                log,
                signals,
                event -> {
                    if (full) {
                        return false;
                    }
                    loop.execute(event);
                    return true;
                },
                () -> LabStack.NOW);
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        loop.shutdownNow();
    }

    private void onLoop(Runnable work) {
        CompletableFuture.runAsync(work, loop).join();
    }

    private void join(long incarnation) {
        onLoop(() -> {
            signals.joinStarted(EnfEvent.Reason.STACK_START);
            signals.groupJoined(incarnation, LabStack.NOW);
            signals.dvipaProcessingStarted(LabStack.NOW);
        });
    }

    private void leave() {
        onLoop(() -> {
            signals.leaveStarted(EnfEvent.Reason.OPERATOR, "EZZ9676E");
            signals.dvipasGone(LabStack.NOW);
            signals.groupLeft(List.of("SYSBTCPIPB"), LabStack.NOW);
        });
    }

    private void awaitListeners(int count) {
        Awaitility.await()
                .until(() ->
                        CompletableFuture.supplyAsync(signals::listeners, loop).join() == count);
    }

    private static ListenRequest.Builder request() {
        return ListenRequest.newBuilder().setEventCode(80);
    }

    private OperatorServiceGrpc.OperatorServiceBlockingStub operator() {
        return OperatorServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    private EnfServiceGrpc.EnfServiceBlockingStub enf() {
        return EnfServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    @Test
    void aCommandIsAnsweredWithTextAndJson() {
        CommandReply reply = operator()
                .execute(CommandRequest.newBuilder()
                        .setCommand("D TCPIP,,SYSPLEX,GROUP")
                        .setJson(true)
                        .build());
        assertThat(reply.getSuccess()).isTrue();
        assertThat(reply.getLinesList()).containsExactly("EZZ8270I SYSPLEX GROUP FOR TCPIPA AT SYSA IS EZBTCPCS");
        assertThat(reply.getJson()).contains("\"group\":\"EZBTCPCS\"");
        assertThat(operator()
                        .complete(CompleteRequest.newBuilder()
                                .setPrefix("D XCF,G")
                                .build())
                        .getCandidatesList())
                .containsExactly("D XCF,GROUP");
    }

    @Test
    void aFullInboxIsUnavailable() {
        full = true;
        assertThatThrownBy(() -> operator()
                        .execute(CommandRequest.newBuilder()
                                .setCommand("D TCPIP")
                                .build()))
                .hasMessageContaining("UNAVAILABLE");
        assertThatThrownBy(() -> enf().query(QueryRequest.getDefaultInstance())).hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void commandsThatAreTooLongAreInvalid() {
        for (String command : List.of("", "D".repeat(4097))) {
            assertThatThrownBy(() -> operator()
                            .execute(CommandRequest.newBuilder()
                                    .setCommand(command)
                                    .build()))
                    .hasMessageContaining("INVALID_ARGUMENT");
        }
        assertThatThrownBy(() -> operator()
                        .execute(CommandRequest.newBuilder()
                                .setCommand("D".repeat(100_000))
                                .build()))
                .isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void consoleMessagesAreStreamed() {
        onLoop(() -> log.issue("EZZ8301I VIPA 198.51.100.11 TAKEN OVER FROM TCPIPB ON SYSB", 5));
        Iterator<ConsoleMessage> messages =
                operator().messages(MessagesRequest.newBuilder().setReplay(true).build());
        assertThat(messages.next().getId()).isEqualTo("EZZ8301I");
        onLoop(() -> log.issue("EZZ9676E CLEANUP", 6));
        assertThat(messages.next().getText()).isEqualTo("EZZ9676E CLEANUP");
    }

    @Test
    void signalsArriveOnceInOrderWithTheExactList() {
        Iterator<EnfSignal> stream = enf().listen(request().build());
        awaitListeners(1);
        join(17);
        leave();
        EnfSignal joined = stream.next();
        assertThat(joined.getSequence()).isEqualTo(1);
        assertThat(joined.getParameterList().size()).isEqualTo(28);
        assertThat(joined.getSysplex().getKind()).isEqualTo(SysplexEvent.Kind.JOIN);
        assertThat(joined.getSysplex().getGroupEpoch()).isEqualTo(17);
        assertThat(joined.getSysplex().getMembersAfterList()).containsExactly("SYSATCPIPA", "SYSBTCPIPB");
        EnfSignal left = stream.next();
        assertThat(left.getSequence()).isEqualTo(2);
        assertThat(left.getSysplex().getReason()).isEqualTo(SysplexEvent.Reason.OPERATOR);
        assertThat(left.getSysplex().getTriggerMessageId()).isEqualTo("EZZ9676E");
    }

    @Test
    void theStateComesFirstOnRequestAndAResumeSkipsNothing() {
        join(1);
        leave();
        EnfSignal now = enf().listen(request().setReplayCurrent(true).build()).next();
        assertThat(now.getSynthetic()).isTrue();
        assertThat(now.getSysplex().getKind()).isEqualTo(SysplexEvent.Kind.LEAVE);
        assertThat(enf().listen(request().setResumeAfter(1).setListenerName("B").build())
                        .next()
                        .getSequence())
                .isEqualTo(2);
        assertThatThrownBy(() -> enf().listen(
                                request().setResumeAfter(9).setListenerName("C").build())
                        .next())
                .hasMessageContaining("OUT_OF_RANGE");
    }

    @Test
    void anIdenticalListenIsRefusedUntilTheFirstIsCancelled() {
        io.grpc.Context.CancellableContext first = io.grpc.Context.current().withCancellation();
        first.run(() -> enf().listen(request().build()));
        awaitListeners(1);
        assertThatThrownBy(() -> enf().listen(request().build()).next()).hasMessageContaining("ALREADY_EXISTS");
        first.cancel(null);
        awaitListeners(0);
        enf().listen(request().build());
        awaitListeners(1);
    }

    @Test
    void anUnservedCodeOrNameIsInvalid() {
        for (ListenRequest bad : List.of(
                request().setEventCode(81).build(),
                request().setListenerName("NINECHARS").build())) {
            assertThatThrownBy(() -> enf().listen(bad).next()).hasMessageContaining("INVALID_ARGUMENT");
        }
    }

    @Test
    void otherQualifiersHearNothing() {
        enf().listen(request().setQualifier(0x8000_0000).build());
        join(1);
        assertThat(CompletableFuture.supplyAsync(signals::listeners, loop).join())
                .isZero();
    }

    @Test
    void aListenerThatDoesNotReadIsEndedAndTheLoopNeverWaits() throws Exception {
        String name = InProcessServerBuilder.generateName();
        try (StackRpcServer small = new StackRpcServer(InProcessServerBuilder.forName(name), services(), 4)) {
            small.start();
            ManagedChannel direct = InProcessChannelBuilder.forName(name).build();
            CompletableFuture<Status> end = new CompletableFuture<>();
            ClientCall<ListenRequest, EnfSignal> call =
                    direct.newCall(EnfServiceGrpc.getListenMethod(), CallOptions.DEFAULT);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end.complete(status);
                        }
                    },
                    new Metadata());
            call.sendMessage(request().build());
            call.halfClose();
            awaitListeners(1);
            for (int i = 0; i < 20; i++) {
                join(i);
                leave();
            }
            call.request(1000);
            assertThat(end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            awaitListeners(0);
            direct.shutdownNow();
        }
    }

    @Test
    void queryTellsWhoIsThere() {
        join(1);
        assertThat(enf().query(QueryRequest.getDefaultInstance()).getMembersList())
                .containsExactly("SYSATCPIPA", "SYSBTCPIPB");
        assertThat(enf().query(QueryRequest.getDefaultInstance()).getMember()).isTrue();
    }

    @Test
    void aStopDeliversTheLastSignalAndCompletesTheStream() {
        Iterator<EnfSignal> stream = enf().listen(request().build());
        awaitListeners(1);
        join(1);
        leave();
        server.close();
        assertThat(stream.next().getSequence()).isEqualTo(1);
        assertThat(stream.next().getSequence()).isEqualTo(2);
        assertThat(stream.hasNext()).isFalse();
    }
}
