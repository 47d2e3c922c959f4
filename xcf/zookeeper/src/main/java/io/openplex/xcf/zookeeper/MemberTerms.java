package io.openplex.xcf.zookeeper;

import io.openplex.proto.v1.MemberRecord;
import io.openplex.xcf.api.right.RightValues;
import java.util.ArrayList;
import java.util.List;

/**
 * On which terms a stack is a member, beyond what it tells of itself.
 *
 * @param host the system and network namespace that its ports are in, see {@link HostIdentity}; empty: unknown
 * @param values of the right to own; a promise counts only among members with the same ones
 * @param first no stack that knew another ensemble can be alive, so nobody waits for it in a group that is young
 */
public record MemberTerms(String host, RightValues values, boolean first) {
    private static final long MILLI = 1_000_000L;

    /** Those of a process on this machine, with the default values, in a group that may have had another ensemble. */
    public static MemberTerms here() {
        return new MemberTerms(HostIdentity.own(), RightValues.DEFAULT, false);
    }

    /** The same with other values of the right to own. */
    public MemberTerms with(RightValues others) {
        return new MemberTerms(host, others, first);
    }

    /** The same in another system or network namespace. */
    MemberTerms withHost(String other) {
        return new MemberTerms(other, values, first);
    }

    /** The same in a group whose ensemble is its first, or not. */
    public MemberTerms withFirst(boolean is) {
        return new MemberTerms(host, values, is);
    }

    /** Writes them into a record. */
    void into(MemberRecord.Builder record) {
        record.setHost(host)
                .setHeartbeatNanos(values.heartbeatNanos())
                .setPromiseNanos(values.promiseNanos())
                .setConfirmationNanos(values.confirmationNanos());
    }

    /** Which values of the right to own differ between two records, one phrase each; empty: none. */
    static List<String> differences(MemberRecord mine, MemberRecord other) {
        List<String> found = new ArrayList<>();
        compare("the heartbeat interval", mine.getHeartbeatNanos(), other.getHeartbeatNanos(), found);
        compare("the promise", mine.getPromiseNanos(), other.getPromiseNanos(), found);
        compare("the confirmation", mine.getConfirmationNanos(), other.getConfirmationNanos(), found);
        return found;
    }

    private static void compare(String what, long mine, long other, List<String> found) {
        if (mine != other) {
            found.add(what + " is " + ms(mine) + " here and " + ms(other) + " there");
        }
    }

    /** As its option takes it; what is no whole number of milliseconds with its rest. */
    private static String ms(long nanos) {
        return nanos % MILLI == 0 ? nanos / MILLI + " ms" : nanos + " ns";
    }
}
