package io.openplex.deploy.operator;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.QueryRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks other systems whether a member is still in the group. */
final class MemberInquiry {
    private static final int MILLIS_MAX = 500;

    private final List<SystemAddress> systems;

    MemberInquiry(List<SystemAddress> systems) {
        this.systems = systems;
    }

    /** True when at least one member answers and none of those that answer lists the name. */
    boolean isGone(String group, String member) {
        boolean denied = false;
        for (SystemAddress system : systems) {
            ManagedChannel channel = Channels.open(system);
            try {
                MembershipSnapshot snapshot = EnfServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(MILLIS_MAX, TimeUnit.MILLISECONDS)
                        .query(QueryRequest.getDefaultInstance());
                boolean canTell =
                        snapshot.getMember() && snapshot.getGroupName().equals(group);
                if (canTell && snapshot.getMembersList().contains(member)) {
                    return false;
                }
                denied |= canTell;
            } catch (StatusRuntimeException unanswered) {
                // Says nothing about the member.
            } finally {
                channel.shutdownNow();
            }
        }
        return denied;
    }
}
