package io.openplex.stackd.sysplex;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import java.util.ArrayList;
import java.util.List;

/** A group that notes what is sent, batches as they come, as long as there is room; nothing else is asked of it. */
final class SentSignals implements XcfGroup {
    final List<XcfSignal> sent = new ArrayList<>();
    boolean room = true;

    @Override
    public boolean send(Member to, byte[] signal) {
        try {
            return room && sent.add(XcfSignal.parseFrom(signal));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The signals one by one, out of their batches. */
    List<XcfSignal> single() {
        List<XcfSignal> single = new ArrayList<>();
        for (XcfSignal signal : sent) {
            single.addAll(signal.hasBatch() ? signal.getBatch().getSignalsList() : List.of(signal));
        }
        return single;
    }

    @Override
    public String groupName() {
        return "EZBTCPCS";
    }

    @Override
    public void join(MemberInfo info, Listener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leave(LeaveReason reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refuse(Member from, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public GroupView view() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
