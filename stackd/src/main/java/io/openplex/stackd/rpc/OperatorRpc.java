package io.openplex.stackd.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.CommandReply;
import io.openplex.proto.v1.CommandRequest;
import io.openplex.proto.v1.CompleteReply;
import io.openplex.proto.v1.CompleteRequest;
import io.openplex.proto.v1.ConsoleMessage;
import io.openplex.proto.v1.MessagesRequest;
import io.openplex.proto.v1.OperatorServiceGrpc;
import io.openplex.stackd.console.Authority;
import io.openplex.stackd.console.CommandResult;
import io.openplex.stackd.console.ConsoleLine;
import io.openplex.stackd.console.MessageLog;
import io.openplex.stackd.console.OperatorConsole;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The operator console over gRPC: every call runs on the loop. */
final class OperatorRpc extends OperatorServiceGrpc.OperatorServiceImplBase {
    private static final int MESSAGES_WAITING_MAX = 1024;

    private final OperatorConsole console;
    private final MessageLog log;
    private final LoopCalls loop;
    private final Executor rim;
    private final OpenStreams streams;
    private final LongSupplier wallMillis;

    OperatorRpc(
            OperatorConsole console,
            MessageLog log,
            LoopCalls loop,
            Executor rim,
            OpenStreams streams,
            LongSupplier wallMillis) {
        this.console = console;
        this.log = log;
        this.loop = loop;
        this.rim = rim;
        this.streams = streams;
        this.wallMillis = wallMillis;
    }

    @Override
    public void execute(CommandRequest request, StreamObserver<CommandReply> reply) {
        if (request.getCommand().isEmpty() || request.getCommand().length() > OperatorConsole.COMMAND_MAX) {
            reply.onError(Status.INVALID_ARGUMENT
                    .withDescription("a command has 1 to " + OperatorConsole.COMMAND_MAX + " characters")
                    .asRuntimeException());
            return;
        }
        loop.post(reply, () -> {
            CommandResult result = console.execute(request.getCommand(), Authority.CONTROL, wallMillis.getAsLong());
            reply.onNext(CommandReply.newBuilder()
                    .addAllLines(result.lines())
                    .setJson(request.getJson() ? result.json() : "")
                    .setSuccess(result.success())
                    .build());
            reply.onCompleted();
        });
    }

    @Override
    public void complete(CompleteRequest request, StreamObserver<CompleteReply> reply) {
        loop.post(reply, () -> {
            reply.onNext(CompleteReply.newBuilder()
                    .addAllCandidates(console.complete(request.getPrefix()))
                    .build());
            reply.onCompleted();
        });
    }

    @Override
    public void messages(MessagesRequest request, StreamObserver<ConsoleMessage> reply) {
        ServerCallStreamObserver<ConsoleMessage> stream = (ServerCallStreamObserver<ConsoleMessage>) reply;
        OutboundQueue<ConsoleMessage> queue = new OutboundQueue<>(stream, rim, MESSAGES_WAITING_MAX);
        Consumer<ConsoleLine> subscriber = line -> queue.offer(message(line));
        Runnable cleanUp = () -> log.unsubscribe(subscriber);
        streams.opened(queue, stream, () -> loop.postQuietly(cleanUp));
        loop.post(reply, () -> {
            if (request.getReplay()) {
                log.recent().forEach(subscriber);
            } else {
                log.retained().forEach(subscriber);
            }
            if (!stream.isCancelled()) {
                log.subscribe(subscriber);
            }
        });
    }

    private static ConsoleMessage message(ConsoleLine line) {
        return ConsoleMessage.newBuilder()
                .setId(line.id())
                .setText(line.text())
                .setSystem(line.system())
                .setTimeMillis(line.timeMillis())
                .setDeleted(line.deleted())
                .build();
    }
}
