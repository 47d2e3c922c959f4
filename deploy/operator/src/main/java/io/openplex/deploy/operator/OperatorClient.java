package io.openplex.deploy.operator;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.openplex.proto.v1.CommandReply;
import io.openplex.proto.v1.CommandRequest;
import io.openplex.proto.v1.CompleteRequest;
import io.openplex.proto.v1.OperatorServiceGrpc;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The operator console of one system, as a library. */
public final class OperatorClient implements AutoCloseable {
    private static final int SECONDS_MAX = 30;

    private final SystemAddress address;
    private final ManagedChannel channel;

    /** A client; it connects with the first call. */
    public OperatorClient(SystemAddress address) {
        this.address = address;
        channel = Channels.open(address);
    }

    /** The system it talks to. */
    public SystemAddress address() {
        return address;
    }

    /**
     * Runs one command.
     *
     * @param command as typed
     * @param json also ask for the JSON twin
     * @return empty when nobody listens at the address, so that nothing was carried out
     * @throws OperatorFailure when the call failed in another way
     */
    public Optional<CommandReply> tryExecute(String command, boolean json) {
        try {
            return Optional.of(stub().execute(CommandRequest.newBuilder()
                    .setCommand(command)
                    .setJson(json)
                    .build()));
        } catch (StatusRuntimeException failed) {
            if (Channels.refused(failed.getStatus())) {
                return Optional.empty();
            }
            throw new OperatorFailure(address.system() + ": " + describe(failed.getStatus()));
        }
    }

    /**
     * Runs one command.
     *
     * @throws OperatorFailure when the system does not answer
     */
    public CommandReply execute(String command, boolean json) {
        return tryExecute(command, json).orElseThrow(() -> unreachable(address));
    }

    /** What the console can complete; nothing when it does not answer. */
    public List<String> complete(String prefix) {
        try {
            return stub().complete(
                            CompleteRequest.newBuilder().setPrefix(prefix).build())
                    .getCandidatesList();
        } catch (StatusRuntimeException unanswered) {
            return List.of();
        }
    }

    static OperatorFailure unreachable(SystemAddress address) {
        return new OperatorFailure(
                address.system() + " does not answer at " + address.host() + ":" + address.port() + "; is it running?");
    }

    private static String describe(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : status.getCode() + ": " + description;
    }

    private OperatorServiceGrpc.OperatorServiceBlockingStub stub() {
        return OperatorServiceGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
