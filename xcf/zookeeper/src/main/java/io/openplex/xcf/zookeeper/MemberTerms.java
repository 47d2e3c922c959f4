package io.openplex.xcf.zookeeper;

/**
 * What a stack's record says about the terms on which it is a member, beyond what the stack tells of itself.
 *
 * @param host the system and network namespace that its ports are in, see {@link HostIdentity}; empty: unknown
 */
public record MemberTerms(String host) {
    /** Those of a process on this machine. */
    public static MemberTerms here() {
        return new MemberTerms(HostIdentity.own());
    }

    /** The same in another system or network namespace. */
    MemberTerms withHost(String other) {
        return new MemberTerms(other);
    }
}
