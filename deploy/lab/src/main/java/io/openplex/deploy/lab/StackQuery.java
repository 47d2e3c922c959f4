package io.openplex.deploy.lab;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.QueryRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the stacks of several LPARs at once whether they are in the group, and what they know of DVIPAs. */
final class StackQuery {
    private static final long PATIENCE_MS = 3000;

    private StackQuery() {}

    /** Answers by system; those that do not answer in time are left out. */
    static Map<Lpar, MembershipSnapshot> ask(List<Lpar> lpars, LabPorts ports) throws InterruptedException {
        Map<Lpar, MembershipSnapshot> answers = new LinkedHashMap<>();
        List<ManagedChannel> channels = new ArrayList<>();
        try {
            Map<Lpar, Future<MembershipSnapshot>> pending = new LinkedHashMap<>();
            for (Lpar lpar : lpars) {
                ManagedChannel channel = NettyChannelBuilder.forAddress(LabPorts.loopback(ports.rpc(lpar)))
                        .usePlaintext()
                        .build();
                channels.add(channel);
                pending.put(
                        lpar,
                        EnfServiceGrpc.newFutureStub(channel)
                                .withDeadlineAfter(PATIENCE_MS, TimeUnit.MILLISECONDS)
                                .query(QueryRequest.getDefaultInstance()));
            }
            for (Map.Entry<Lpar, Future<MembershipSnapshot>> question : pending.entrySet()) {
                try {
                    answers.put(question.getKey(), question.getValue().get(2 * PATIENCE_MS, TimeUnit.MILLISECONDS));
                } catch (ExecutionException | TimeoutException e) {
                    // It has just been frozen, or is on its way out; the others know.
                    question.getValue().cancel(true);
                }
            }
        } finally {
            channels.forEach(ManagedChannel::shutdownNow);
        }
        return answers;
    }
}
