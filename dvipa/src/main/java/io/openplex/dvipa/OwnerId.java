package io.openplex.dvipa;

import io.openplex.xcf.api.Member;

/**
 * The owner that an ownership record names.
 *
 * @param member member name
 * @param incarnation the life of it that owns the address
 */
public record OwnerId(String member, long incarnation) {
    /** The identity of an active member. */
    public static OwnerId of(Member member) {
        return new OwnerId(member.name(), member.incarnation());
    }

    @Override
    public String toString() {
        return member + "#" + incarnation;
    }
}
