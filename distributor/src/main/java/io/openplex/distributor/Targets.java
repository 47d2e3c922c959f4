package io.openplex.distributor;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Target stacks by small index; an index means one incarnation and is reused only when no entry names it. */
final class Targets {
    private final List<Target> byIndex = new ArrayList<>();

    /** One incarnation of a stack. */
    static final class Target {
        final int index;
        final Member member;
        boolean live = true;
        boolean pathActive = true;
        /** Connection table entries that name it. */
        int entries;

        List<ListenerCount> listeners = List.of();

        Target(int index, Member member) {
            this.index = index;
            this.member = member;
        }

        /** Its dynamic XCF address of the family of the DVIPA. */
        Optional<IpAddress> dynamicXcf(IpAddress dvipa) {
            return dvipa.isV4() ? member.info().dynamicXcf4() : member.info().dynamicXcf6();
        }

        /** Sockets that accept connections to this address and port. */
        int ready(IpAddress dvipa, int port) {
            int count = 0;
            for (ListenerCount listener : listeners) {
                if (listener.port() == port && listener.serves(dvipa)) {
                    count += listener.ready();
                }
            }
            return count;
        }
    }

    Target add(Member member) {
        Optional<Target> present = find(member);
        if (present.isPresent()) {
            return present.get();
        }
        int index = 0;
        while (index < byIndex.size() && (byIndex.get(index).live || byIndex.get(index).entries > 0)) {
            index++;
        }
        Target target = new Target(index, member);
        if (index == byIndex.size()) {
            byIndex.add(target);
        } else {
            byIndex.set(index, target);
        }
        return target;
    }

    Optional<Target> find(Member member) {
        for (Target target : byIndex) {
            if (target.live
                    && target.member.incarnation() == member.incarnation()
                    && target.member.name().equals(member.name())) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    Target get(int index) {
        return byIndex.get(index);
    }

    /** Live targets by member name. */
    List<Target> live() {
        List<Target> result = new ArrayList<>();
        for (Target target : byIndex) {
            if (target.live) {
                result.add(target);
            }
        }
        result.sort((a, b) -> a.member.name().compareTo(b.member.name()));
        return result;
    }

    void clear() {
        byIndex.clear();
    }
}
