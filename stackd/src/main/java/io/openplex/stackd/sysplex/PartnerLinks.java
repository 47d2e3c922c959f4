package io.openplex.stackd.sysplex;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.Route;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.stackd.xcflink.XcfInterface;
import io.openplex.stackd.xcflink.XcfLink;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic XCF link to each partner (operations.md 4.5): opened when the signalling link comes up, connected when
 * the
 * partner has told its end, replaced when signalling comes up again, detached when the partner leaves.
 */
final class PartnerLinks {
    /** Answer of {@link #interfaceOf} for a partner without a link. */
    static final int NONE = -1;

    private final IpLayer ip;
    private final LinkEnds ends;
    private final LinkKey key;
    private final Optional<IpAddress> ownXcf;
    private final PathChoice paths;
    private final TreeMap<String, Partner> partners = new TreeMap<>();

    /** The packet path's view: incarnation (unique in the group) to interface number. */
    private final Long2LongHashMap numbers = new Long2LongHashMap(NONE);

    private long refused;

    /** One partner in one of its lives. */
    private static final class Partner {
        final Member member;
        final PathChoice.Path path;
        LinkEnds.@Nullable LinkEnd waiting;
        int number = NONE;

        Partner(Member member, PathChoice.Path path) {
            this.member = member;
            this.path = path;
        }
    }

    PartnerLinks(IpLayer ip, LinkEnds ends, LinkKey key, MemberInfo own) {
        this.ip = ip;
        this.ends = ends;
        this.key = key;
        ownXcf = own.dynamicXcf4();
        paths = new PathChoice(own);
    }

    /**
     * Opens this stack's end for a partner; empty without dynamic XCF on both sides, when the way to it is
     * HiperSockets, or when the system refuses.
     */
    Optional<LinkEnds.LinkEnd> open(Member member) {
        if (ownXcf.isEmpty() || member.info().dynamicXcf4().isEmpty()) {
            return Optional.empty();
        }
        Partner partner = partners.get(member.name());
        if (partner == null || partner.member.incarnation() != member.incarnation()) {
            remove(member.name());
            partner = new Partner(member, paths.to(member.info()));
            partners.put(member.name(), partner);
        }
        closeWaiting(partner);
        if (partner.path == PathChoice.Path.HIPERSOCKETS) {
            return Optional.empty();
        }
        Optional<LinkEnds.LinkEnd> end = ends.open(member);
        if (end.isEmpty()) {
            refused++;
        }
        partner.waiting = end.orElse(null);
        return end;
    }

    /**
     * The partner has told its end: the link replaces the one before.
     *
     * @return true when packets can go now
     */
    boolean connect(Member self, Member member, String host, int port) {
        Partner partner = partners.get(member.name());
        if (partner == null || partner.member.incarnation() != member.incarnation() || partner.waiting == null) {
            return false;
        }
        LinkEnds.LinkEnd end = partner.waiting;
        if (!end.connect(host, port)) {
            refused++;
            return false;
        }
        partner.waiting = null;
        detach(partner);
        attach(partner, new XcfLink(key, self.incarnation(), member.incarnation(), end.path()));
        return true;
    }

    private void attach(Partner partner, XcfLink link) {
        IpAddress own = ownXcf.orElseThrow();
        IpAddress theirs = partner.member.info().dynamicXcf4().orElseThrow();
        String name = paths.linkName(partner.path, partner.member.info(), own);
        XcfInterface added = new XcfInterface(name, link, own);
        partner.number = ip.attach(added);
        numbers.put(partner.member.incarnation(), partner.number);
        ip.home().add(new HomeEntry(name, own, HomeKind.DYNAMIC_XCF));
        ip.routes().add(Route.host(theirs, added));
    }

    private void detach(Partner partner) {
        if (partner.number == NONE) {
            return;
        }
        if (ip.attached(partner.number) instanceof XcfInterface old) {
            ip.detach(partner.number);
            old.link().close();
            partner.number = NONE;
            keepHome(old.name());
        }
        partner.number = NONE;
        numbers.remove(partner.member.incarnation());
    }

    /** The link to the other stacks of this system has one name for all of them: its address stays with the last. */
    private void keepHome(String linkName) {
        for (Partner other : partners.values()) {
            if (ip.attached(other.number) instanceof XcfInterface used
                    && used.name().equals(linkName)) {
                ip.home().add(new HomeEntry(linkName, ownXcf.orElseThrow(), HomeKind.DYNAMIC_XCF));
                return;
            }
        }
    }

    private void closeWaiting(Partner partner) {
        if (partner.waiting != null) {
            partner.waiting.path().close();
            partner.waiting = null;
        }
    }

    /** Interface number for {@code IpLayer.forwardTo}, or {@link #NONE}; allocates nothing. */
    int interfaceOf(Member member) {
        return (int) numbers.get(member.incarnation());
    }

    /** The partner is gone. */
    void remove(String memberName) {
        Partner partner = partners.remove(memberName);
        if (partner != null) {
            closeWaiting(partner);
            detach(partner);
        }
    }

    /** This stack is out of the group. */
    void removeAll() {
        for (String name : List.copyOf(partners.keySet())) {
            remove(name);
        }
    }

    /** Links in use, by partner name. */
    List<LinkReport> reports() {
        List<LinkReport> reports = new ArrayList<>();
        for (Partner partner : partners.values()) {
            if (ip.attached(partner.number) instanceof XcfInterface used) {
                Member member = partner.member;
                reports.add(LinkReport.of(member.name(), paths.deviceName(partner.path, member.info()), used));
            }
        }
        return reports;
    }

    /** Ends that the system refused to open, and ends of partners that were unusable. */
    long refused() {
        return refused;
    }
}
