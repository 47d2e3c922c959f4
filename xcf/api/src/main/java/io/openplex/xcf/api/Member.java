package io.openplex.xcf.api;

/**
 * An active member of the group: a name and one life of it.
 *
 * @param incarnation grows with every join anywhere in the group; a later life of the same name has a larger one
 * @param info what it said about itself
 */
public record Member(long incarnation, MemberInfo info) {
    /** Member name, for example {@code SYSATCPIPA}. */
    public String name() {
        return info.memberName();
    }

    /** Name and incarnation in one text, for traces. */
    @Override
    public String toString() {
        return name() + "#" + incarnation;
    }
}
