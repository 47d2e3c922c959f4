package io.openplex.deploy.operator;

import io.grpc.ConnectivityState;
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
import org.jspecify.annotations.Nullable;

/** The operator console of one system, as a library. */
public final class OperatorClient implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 2500;
    private static final int ANSWER_SECONDS_MAX = 5;

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
     * Connects, for at most 2.5 seconds.
     *
     * @return why the system cannot be asked, or empty when it is there; nothing was carried out so far
     */
    public Optional<OperatorFailure> tryConnect() {
        return switch (Channels.settle(channel, CONNECT_MILLIS_MAX)) {
            case READY -> Optional.empty();
            case TRANSIENT_FAILURE -> probe();
            default -> Optional.of(silent());
        };
    }

    /** Only a call tells why the connection failed; it fails at once. */
    private Optional<OperatorFailure> probe() {
        try {
            var _ = stub().complete(CompleteRequest.getDefaultInstance());
            return Optional.empty();
        } catch (StatusRuntimeException failed) {
            return Optional.of(
                    Channels.refused(failed.getStatus()) ? unreachable(address) : explain(failed.getStatus()));
        }
    }

    /**
     * Runs one command.
     *
     * @param command as typed
     * @param json also ask for the JSON twin
     * @return empty when nobody listens at the address, so that nothing was carried out
     * @throws OperatorFailure when the call failed in another way; no answer within 5 seconds is one
     */
    public Optional<CommandReply> tryExecute(String command, boolean json) {
        ConnectivityState state = Channels.settle(channel, CONNECT_MILLIS_MAX);
        if (state != ConnectivityState.READY && state != ConnectivityState.TRANSIENT_FAILURE) {
            throw silent();
        }
        try {
            return Optional.of(stub().execute(CommandRequest.newBuilder()
                    .setCommand(command)
                    .setJson(json)
                    .build()));
        } catch (StatusRuntimeException failed) {
            if (Channels.refused(failed.getStatus())) {
                return Optional.empty();
            }
            throw explain(failed.getStatus());
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
        String place = address.host() + ":" + address.port();
        String at = address.system().equals(place) ? "" : " at " + place;
        return new OperatorFailure(address.system() + " does not answer" + at + "; is it running?");
    }

    private OperatorFailure silent() {
        return new OperatorFailure(address.system() + " does not answer (frozen or overloaded?)");
    }

    /** What a failed call means to the operator; the library's own words stay out of it. */
    private OperatorFailure explain(Status status) {
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return silent();
        }
        if (Channels.foreign(status)) {
            return new OperatorFailure(address.system() + " is no operator interface");
        }
        @Nullable String said = status.getDescription();
        return status.getCode() == Status.Code.INVALID_ARGUMENT && said != null
                ? new OperatorFailure(address.system() + ": " + said)
                : new OperatorFailure(address.system() + " did not complete the command (overloaded or stopping?)");
    }

    private OperatorServiceGrpc.OperatorServiceBlockingStub stub() {
        return OperatorServiceGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
