package io.openplex.xcf.zookeeper;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.proto.v1.MemberSeat;
import io.openplex.proto.v1.MemberState;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.right.Seat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.zookeeper.data.Stat;

/**
 * A member's record as it was read.
 *
 * @param member who it is
 * @param version version of the node
 * @param signalling where the member serves signalling
 * @param watch where it accepts watch connections
 * @param record the whole content
 */
record Registration(Member member, int version, HostPort signalling, HostPort watch, MemberRecord record) {
    /** Nothing when the content is unusable. */
    static Optional<Registration> of(String name, Stat stat, byte[] data) {
        try {
            MemberRecord record = MemberRecord.parseFrom(data);
            MemberInfo info = new MemberInfo(
                    record.getSystem(),
                    record.getJob(),
                    record.getSysclone(),
                    record.getCpc(),
                    record.getCpName(),
                    address(record.getDynamicXcf4()),
                    address(record.getDynamicXcf6()),
                    record.getHome(),
                    record.getHeartbeat());
            if (!info.memberName().equals(name)) {
                return Optional.empty();
            }
            return Optional.of(new Registration(
                    new Member(record.getIncarnation(), info),
                    stat.getVersion(),
                    HostPort.parse(record.getSignalling()),
                    HostPort.parse(record.getWatch()),
                    record));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a stack says of itself; incarnation, state and list are filled in by the join. */
    static MemberRecord record(
            MemberInfo info, MemberTerms terms, String attempt, HostPort signalling, HostPort watch) {
        MemberRecord.Builder record = MemberRecord.newBuilder();
        terms.into(record);
        return record.setSystem(info.system())
                .setJob(info.job())
                .setSysclone(info.sysclone())
                .setCpc(info.cpc())
                .setCpName(info.cpName())
                .setDynamicXcf4(bytes(info.dynamicXcf4()))
                .setDynamicXcf6(bytes(info.dynamicXcf6()))
                .setSignalling(signalling.toString())
                .setWatch(watch.toString())
                .setAttempt(attempt)
                .setHome(info.home())
                .setHeartbeat(info.heartbeat())
                .build();
    }

    /** The incarnation may act. */
    boolean active() {
        return record.getState() == MemberState.MEMBER_STATE_ACTIVE;
    }

    /** Where and for whom it accepts watch connections. */
    LivenessProbe.Target target() {
        return new LivenessProbe.Target(watch, record.getHost());
    }

    /** Its place in lists of those who may isolate. */
    Seat seat() {
        return new Seat(member.name(), record.getHome());
    }

    /** Those who may isolate it. */
    SortedSet<Seat> list() {
        SortedSet<Seat> list = new TreeSet<>();
        record.getListList().forEach(seat -> list.add(new Seat(seat.getMember(), seat.getHome())));
        return list;
    }

    /** The record with another list. */
    MemberRecord withList(SortedSet<Seat> list) {
        MemberRecord.Builder changed = record.toBuilder().clearList();
        list.forEach(seat -> changed.addList(seat(seat)));
        return changed.build();
    }

    static MemberSeat seat(Seat seat) {
        return MemberSeat.newBuilder()
                .setMember(seat.member())
                .setHome(seat.home())
                .build();
    }

    /** The record of the same incarnation when it is not active any more. */
    MemberRecord ended(LeaveReason reason) {
        MemberState state = switch (reason) {
            case OPERATOR, STACK_STOP, AUTONOMICS -> MemberState.MEMBER_STATE_LEFT;
            case ABEND -> MemberState.MEMBER_STATE_ENDED;
            case SYSTEM_REMOVED -> MemberState.MEMBER_STATE_ISOLATED;
        };
        return record.toBuilder().setState(state).setCause(cause(reason)).build();
    }

    /** Why this incarnation of the name, or the one before it, is not active any more; empty when it does not say. */
    Optional<LeaveReason> departure(long incarnation) {
        if (record.getIncarnation() == incarnation) {
            return reason(record.getCause());
        }
        return record.getPrevious().getIncarnation() == incarnation
                ? reason(record.getPrevious().getCause())
                : Optional.empty();
    }

    /** Nothing for a value that this version does not know. */
    static Optional<LeaveReason> reason(LeaveCause cause) {
        return switch (cause) {
            case LEAVE_CAUSE_OPERATOR -> Optional.of(LeaveReason.OPERATOR);
            case LEAVE_CAUSE_STACK_STOP -> Optional.of(LeaveReason.STACK_STOP);
            case LEAVE_CAUSE_AUTONOMICS -> Optional.of(LeaveReason.AUTONOMICS);
            case LEAVE_CAUSE_ABEND -> Optional.of(LeaveReason.ABEND);
            case LEAVE_CAUSE_SYSTEM_REMOVED -> Optional.of(LeaveReason.SYSTEM_REMOVED);
            case LEAVE_CAUSE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    static LeaveCause cause(LeaveReason reason) {
        return switch (reason) {
            case OPERATOR -> LeaveCause.LEAVE_CAUSE_OPERATOR;
            case STACK_STOP -> LeaveCause.LEAVE_CAUSE_STACK_STOP;
            case AUTONOMICS -> LeaveCause.LEAVE_CAUSE_AUTONOMICS;
            case ABEND -> LeaveCause.LEAVE_CAUSE_ABEND;
            case SYSTEM_REMOVED -> LeaveCause.LEAVE_CAUSE_SYSTEM_REMOVED;
        };
    }

    private static Optional<IpAddress> address(ByteString bytes) {
        return bytes.isEmpty() ? Optional.empty() : Optional.of(IpAddress.of(bytes.toByteArray()));
    }

    private static ByteString bytes(Optional<IpAddress> address) {
        return address.map(a -> ByteString.copyFrom(a.toBytes())).orElse(ByteString.EMPTY);
    }
}
