package io.openplex.distributor;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Owners of the group's addresses and the rules under which they distribute. The rules of an owner that is gone stay
 * for a while: a backup takes them over, and targets keep the address until a successor speaks (3.9).
 */
final class KnownRules {
    /** No end set. */
    private static final long NEVER = Long.MAX_VALUE;

    private final TreeMap<IpAddress, Owner> owners = new TreeMap<>();

    /** No expiry is earlier; asked in every iteration, so it is not looked for among all owners. */
    private long next = NEVER;

    /**
     * An owner and its rules.
     *
     * @param expiry when it is forgotten, set once the owner is gone
     */
    private record Owner(Member member, long epoch, List<DistributionRule> rules, long expiry) {}

    /** Notes an owner; rules known before stay until it sends its own. False when the epoch is older than known. */
    boolean announced(Member from, IpAddress address, long epoch) {
        Owner known = owners.get(address);
        if (known != null && known.epoch() > epoch) {
            return false;
        }
        owners.put(address, new Owner(from, epoch, known == null ? List.of() : known.rules(), NEVER));
        return true;
    }

    /** Takes over a member's rules; returns how many were refused because of an older epoch. */
    int received(Member from, List<DistributionRule> rules, List<Long> epochs) {
        Map<IpAddress, List<DistributionRule>> fresh = new TreeMap<>();
        int refused = 0;
        for (int i = 0; i < Math.min(rules.size(), epochs.size()); i++) {
            DistributionRule rule = rules.get(i);
            if (epochs.get(i) > 0) {
                if (announced(from, rule.address(), epochs.get(i))) {
                    fresh.computeIfAbsent(rule.address(), a -> new ArrayList<>())
                            .add(rule);
                } else {
                    refused++;
                }
            }
        }
        for (Map.Entry<IpAddress, Owner> known : owners.entrySet()) {
            Owner owner = known.getValue();
            if (owner.member().equals(from)) {
                List<DistributionRule> now = fresh.getOrDefault(known.getKey(), List.of());
                known.setValue(new Owner(from, owner.epoch(), List.copyOf(now), owner.expiry()));
            }
        }
        return refused;
    }

    /** This stack distributes, or distributed, under these rules. */
    void own(Member self, IpAddress address, long epoch, List<DistributionRule> rules) {
        owners.put(address, new Owner(self, epoch, rules, NEVER));
    }

    /** An owner is gone, or this stack lost the address: without a successor the rules end at {@code expiry}. */
    void orphan(IpAddress address, long expiry) {
        owners.computeIfPresent(address, (a, o) -> new Owner(o.member(), o.epoch(), o.rules(), expiry));
        next = Math.min(next, expiry);
    }

    void memberLeft(Member member, long expiry) {
        List<IpAddress> gone = new ArrayList<>();
        owners.forEach((address, owner) -> {
            if (owner.member().equals(member)) {
                gone.add(address);
            }
        });
        gone.forEach(address -> orphan(address, expiry));
    }

    /** Forgets what has expired; returns when to look again. */
    long expire(long now) {
        if (next > now) {
            return next;
        }
        owners.values().removeIf(owner -> owner.expiry() <= now);
        next = NEVER;
        for (Owner owner : owners.values()) {
            next = Math.min(next, owner.expiry());
        }
        return next;
    }

    long nextExpiry() {
        return next;
    }

    List<DistributionRule> rulesOf(IpAddress address) {
        Owner owner = owners.get(address);
        return owner == null ? List.of() : owner.rules();
    }

    /** The owner that is not known to be gone. */
    Optional<Member> owner(IpAddress address) {
        Owner owner = owners.get(address);
        return owner == null || owner.expiry() != NEVER ? Optional.empty() : Optional.of(owner.member());
    }

    long epoch(IpAddress address) {
        Owner owner = owners.get(address);
        return owner == null ? 0 : owner.epoch();
    }

    Set<IpAddress> addresses() {
        return owners.keySet();
    }

    void clear() {
        next = NEVER;
        owners.clear();
    }
}
