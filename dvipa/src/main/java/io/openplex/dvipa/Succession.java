package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.Comparator;
import java.util.Optional;

/**
 * Who is next (dvipa-and-distributor.md 1.3): every stack computes the same line from the same tables. The highest
 * rank is first; among VIPADEFINE stacks the latest definition, because it would take the address anyway; among equal
 * ranks of VIPABACKUP the earliest definition; then the lower dynamic XCF address.
 */
final class Succession {
    private static final Comparator<Group.InLine> ORDER = Comparator.comparingInt(
                    (Group.InLine c) -> -c.entry().rank())
            .thenComparingLong(c -> c.entry().rank() == TableEntry.DEFINE_RANK
                    ? -c.entry().definedOrder()
                    : c.entry().definedOrder())
            .thenComparing(c -> dynamicXcf(c.member(), c.entry().address()))
            .thenComparing(c -> c.member().name());

    private Succession() {}

    /** How many stacks are in line before this one; {@code own} is its entry. */
    static int place(Group group, Group.InLine own) {
        int better = 0;
        for (Group.InLine candidate : group.holders(own.entry().address())) {
            if (candidate.entry().inLine() && ORDER.compare(candidate, own) < 0) {
                better++;
            }
        }
        return better;
    }

    /** The best stack in line other than this one. */
    static Optional<Member> bestOther(Group group, IpAddress address) {
        return group.holders(address).stream()
                .filter(candidate -> candidate.entry().inLine())
                .min(ORDER)
                .map(Group.InLine::member);
    }

    /**
     * True when {@code claimant} may take the address from a live {@code holder}: a VIPADEFINE from a VIPABACKUP
     * stack, or from an earlier VIPADEFINE (2.4).
     */
    static boolean takesFrom(Group.InLine claimant, Group.InLine holder) {
        if (claimant.entry().rank() != TableEntry.DEFINE_RANK
                || !claimant.entry().inLine()) {
            return false;
        }
        return holder.entry().rank() != TableEntry.DEFINE_RANK || ORDER.compare(claimant, holder) < 0;
    }

    private static IpAddress dynamicXcf(Member member, IpAddress address) {
        Optional<IpAddress> xcf =
                address.isV4() ? member.info().dynamicXcf4() : member.info().dynamicXcf6();
        return xcf.orElse(address.isV4() ? IpAddress.ANY4 : IpAddress.ANY6);
    }
}
