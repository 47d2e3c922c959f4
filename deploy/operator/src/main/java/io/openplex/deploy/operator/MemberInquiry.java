package io.openplex.deploy.operator;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.QueryRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks other systems who is still in the group. */
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
            Optional<MembershipSnapshot> snapshot = ask(system).snapshot();
            boolean canTell = snapshot.isPresent() && canTell(snapshot.get(), group);
            if (canTell && snapshot.get().getMembersList().contains(member)) {
                return false;
            }
            denied |= canTell;
        }
        return denied;
    }

    /**
     * The members as the first system that can tell names them.
     *
     * @return no names when every system is dead; empty when there is nobody to ask or those that live say nothing
     */
    Optional<List<String>> members(String group) {
        boolean dead = !systems.isEmpty();
        for (SystemAddress system : systems) {
            Answer answer = ask(system);
            if (answer.snapshot().isPresent() && canTell(answer.snapshot().get(), group)) {
                return Optional.of(List.copyOf(answer.snapshot().get().getMembersList()));
            }
            dead &= answer.refused();
        }
        return dead ? Optional.of(List.of()) : Optional.empty();
    }

    private static boolean canTell(MembershipSnapshot snapshot, String group) {
        return snapshot.getMember() && snapshot.getGroupName().equals(group);
    }

    private record Answer(Optional<MembershipSnapshot> snapshot, boolean refused) {}

    private static Answer ask(SystemAddress system) {
        ManagedChannel channel = Channels.open(system);
        try {
            return new Answer(
                    Optional.of(EnfServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(MILLIS_MAX, TimeUnit.MILLISECONDS)
                            .query(QueryRequest.getDefaultInstance())),
                    false);
        } catch (StatusRuntimeException unanswered) {
            return new Answer(Optional.empty(), Channels.refused(unanswered.getStatus()));
        } finally {
            channel.shutdownNow();
        }
    }
}
