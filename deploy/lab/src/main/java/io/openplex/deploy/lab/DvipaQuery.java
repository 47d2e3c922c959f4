package io.openplex.deploy.lab;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.openplex.proto.v1.DvipaState;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.QueryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the stacks of several LPARs at once what they know of DVIPAs. */
final class DvipaQuery {
    private static final long PATIENCE_MS = 1500;

    private DvipaQuery() {}

    /** What one system says of one address. */
    record Answer(String system, String address, String status) {}

    /** Answers in the order of the systems; those that do not answer in time are left out. */
    static List<Answer> ask(List<Lpar> lpars, LabPorts ports) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        List<ManagedChannel> channels = new ArrayList<>();
        try {
            List<Future<MembershipSnapshot>> pending = new ArrayList<>();
            for (Lpar lpar : lpars) {
                ManagedChannel channel = NettyChannelBuilder.forAddress(LabPorts.loopback(ports.rpc(lpar)))
                        .usePlaintext()
                        .build();
                channels.add(channel);
                pending.add(EnfServiceGrpc.newFutureStub(channel)
                        .withDeadlineAfter(PATIENCE_MS, TimeUnit.MILLISECONDS)
                        .query(QueryRequest.getDefaultInstance()));
            }
            for (int i = 0; i < lpars.size(); i++) {
                add(answers, lpars.get(i), pending.get(i));
            }
        } finally {
            channels.forEach(ManagedChannel::shutdownNow);
        }
        return answers;
    }

    private static void add(List<Answer> answers, Lpar lpar, Future<MembershipSnapshot> pending)
            throws InterruptedException {
        try {
            for (DvipaState state :
                    pending.get(2 * PATIENCE_MS, TimeUnit.MILLISECONDS).getDvipasList()) {
                String status = state.getStatus().toUpperCase(Locale.ROOT);
                answers.add(new Answer(lpar.system(), state.getAddress(), status));
            }
        } catch (ExecutionException | TimeoutException e) {
            // It is frozen, or on its way out; the others know.
            pending.cancel(true);
        }
    }
}
