package io.openplex.stackd.sysplex;

import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.Message;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.RightToOwn;
import java.util.List;
import java.util.Optional;

/** What the outside of the glue wants to hear: console, ENF, metrics, the daemon. Called on the loop. */
public interface SysplexObserver {
    /** An operator message is issued. */
    void message(Message message, long nowNanos);

    /** The stack has joined and its initial DVIPA processing has been started. */
    void joined(Member self, List<Member> members, long nowNanos);

    /** Initial DVIPA processing is complete (EZD1214I). */
    void initialProcessingComplete(long nowNanos);

    /** The join was refused; whether to try again is the owner's decision. */
    void joinRefused(JoinRefusal refusal, String detail, long nowNanos);

    /** The stack is out of the group and its DVIPAs are gone. */
    void left(Member self, LeaveReason reason, List<Member> remaining, long nowNanos);

    /** Something happened to another member that an operator may want to read. */
    default void groupNotice(RightToOwn.Notice notice, Member member, long nowNanos) {}

    /** A member is out of the group. */
    default void memberGone(Member member, long nowNanos) {}

    /** Policy of the installation: may a member that is not heard be isolated now. */
    default boolean mayIsolate(Member member, long nowNanos) {
        return true;
    }

    /** A DVIPA of this stack changed its state; empty: it is not known here. */
    void statusChanged(IpAddress dvipa, Optional<Status> before, Optional<Status> after, long nowNanos);
}
