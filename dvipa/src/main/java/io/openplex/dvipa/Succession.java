package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** The stacks in line, best first; {@code own} is this stack's entry. */
    static List<Group.InLine> line(Group group, Group.InLine own) {
        List<Group.InLine> line = new ArrayList<>(group.holders(own.entry().address()));
        line.add(own);
        line.removeIf(candidate -> !candidate.entry().inLine());
        line.sort(ORDER);
        return line;
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
