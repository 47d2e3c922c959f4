package io.openplex.xcf.api;

import java.util.List;

/**
 * One stack's access to its XCF group. At most one join is outstanding; after {@link Listener#left} or {@link
 * Listener#joinRefused} a new join may be asked for.
 */
public interface XcfGroup extends AutoCloseable {
    /** Group name, for example {@code EZBTCPCS}. */
    String groupName();

    /** Asks to join; the answer is {@link Listener#joined} or {@link Listener#joinRefused}. */
    void join(MemberInfo info, Listener listener);

    /** Leaves in order; partners hear the reason; the answer is {@link Listener#left}. */
    void leave(LeaveReason reason);

    /**
     * Queues a signal for one member. Signals of a pair arrive in order, each at most once. Signals sent before the
     * partner's link is up wait in a bounded queue.
     *
     * @return false when the member is unknown (or another incarnation) or its queue is full; nothing was sent
     */
    boolean send(Member to, byte[] signal);

    /**
     * What a member sent is no signal that this stack understands: the link to it ends, for this reason, and is made
     * again. Nothing when the member is unknown or its link is down.
     */
    void refuse(Member from, String reason);

    /** What a display may show now; may be called on any thread. */
    GroupView view();

    /** Releases all resources without announcing anything; used when the process ends. */
    @Override
    void close();

    /**
     * Events, delivered on the stack's loop. {@link #joined} comes with coordination present and no link up; {@link
     * #left} and {@link #joinRefused} are the last events of a join.
     */
    interface Listener {
        /** The stack is a member; {@code others} are the active members, sorted by name. */
        void joined(Member self, List<Member> others);

        /** The join did not happen. */
        void joinRefused(JoinRefusal refusal, String detail);

        /** Another member is active; its link may come up later. */
        void memberJoined(Member member);

        /**
         * A member is gone: exactly once per incarnation that was reported as joined, and never before its
         * incarnation can no longer write structures.
         */
        void memberLeft(Member member, LeaveReason reason);

        /** The signalling link to a member came up: from here on signals flow; both sides send their full state. */
        void linkUp(Member member);

        /**
         * The signalling link broke though the member is active; what was queued is lost. A member that leaves takes
         * its link along without this event.
         */
        void linkDown(Member member);

        /** A signal arrived. */
        void signal(Member from, byte[] signal);

        /** This stack is out: it left in order, or it was removed (then it must drop all addresses first). */
        void left(LeaveReason reason);

        /** The coordination service stopped answering (true) or answers again (false); no membership changes by it. */
        void coordinationLost(boolean lost);
    }
}
