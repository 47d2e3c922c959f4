package io.openplex.xcf.zookeeper;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.Optional;
import org.apache.zookeeper.data.Stat;

/**
 * A member node as it was read.
 *
 * @param member who it is; the incarnation is the node's czxid, which only grows and which no other node of any name
 *     shares
 * @param session session that the node lives with
 * @param fence name of the incarnation's fence node
 * @param signalling where the member serves signalling
 * @param watch where it accepts watch connections
 */
record Registration(Member member, long session, String fence, HostPort signalling, HostPort watch) {
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
                    address(record.getDynamicXcf6()));
            if (!info.memberName().equals(name)) {
                return Optional.empty();
            }
            return Optional.of(new Registration(
                    new Member(stat.getCzxid(), info),
                    stat.getEphemeralOwner(),
                    GroupPaths.element(record.getFence()),
                    HostPort.parse(record.getSignalling()),
                    HostPort.parse(record.getWatch())));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static MemberRecord record(MemberInfo info, String fence, HostPort signalling, HostPort watch) {
        return MemberRecord.newBuilder()
                .setSystem(info.system())
                .setJob(info.job())
                .setSysclone(info.sysclone())
                .setCpc(info.cpc())
                .setCpName(info.cpName())
                .setDynamicXcf4(bytes(info.dynamicXcf4()))
                .setDynamicXcf6(bytes(info.dynamicXcf6()))
                .setSignalling(signalling.toString())
                .setWatch(watch.toString())
                .setFence(fence)
                .build();
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
