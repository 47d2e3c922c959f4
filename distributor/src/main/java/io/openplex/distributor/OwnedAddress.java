package io.openplex.distributor;

import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A DVIPA that this stack owns: its ports with their rows, and the window in which its table is rebuilt. */
final class OwnedAddress {
    final IpAddress address;
    final int slot;
    final long firstEpoch;
    long epoch;
    /** True while the rules are those of a former owner, for want of own ones. */
    boolean inherited;

    private PortRule[] ports = new PortRule[0];
    private final Set<String> awaited = new HashSet<>();
    private long rebuildUntil;

    OwnedAddress(IpAddress address, int slot, long epoch) {
        this.address = address;
        this.slot = slot;
        this.firstEpoch = epoch;
        this.epoch = epoch;
    }

    /** True for an epoch of this ownership without a break. */
    boolean accepts(long candidate) {
        return candidate >= firstEpoch && candidate <= epoch;
    }

    void openWindow(List<Targets.Target> members, long until) {
        awaited.clear();
        members.forEach(target -> awaited.add(target.member.name()));
        rebuildUntil = until;
    }

    /** Waits for one more, which may not come back; the window stays open for it. */
    void await(String member, long until) {
        awaited.add(member);
        rebuildUntil = Math.max(rebuildUntil, until);
    }

    /** A member has reported, or is gone. */
    void reported(String member) {
        awaited.remove(member);
    }

    boolean rebuilding(long now) {
        return !awaited.isEmpty() && now < rebuildUntil;
    }

    @Nullable
    PortRule port(int port) {
        int low = 0;
        int high = ports.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = ports[middle].port;
            if (found == port) {
                return ports[middle];
            }
            if (found < port) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    PortRule[] ports() {
        return ports;
    }

    /** Replaces the rules; counts of ports and targets that remain are kept. */
    void applyRules(List<DistributionRule> rules, Targets targets) {
        List<PortRule> fresh = new ArrayList<>();
        for (DistributionRule rule : rules) {
            for (int number : rule.ports()) {
                PortRule present = port(number);
                PortRule port = present != null ? present : new PortRule(number, rule);
                port.rule = rule;
                fresh.add(port);
            }
        }
        fresh.sort(Comparator.comparingInt(port -> port.port));
        ports = fresh.toArray(PortRule[]::new);
        refreshRows(targets);
    }

    /** Adapts the rows to members and listeners. */
    void refreshRows(Targets targets) {
        for (PortRule port : ports) {
            List<PortRow> rows = new ArrayList<>();
            for (Targets.Target target : targetsOf(port.rule, targets)) {
                PortRow present = port.rowOf(target.index);
                PortRow row = present != null && present.target == target ? present : new PortRow(target);
                row.ready = target.ready(address, port.port);
                rows.add(row);
            }
            port.rows = rows.toArray(PortRow[]::new);
        }
    }

    private List<Targets.Target> targetsOf(DistributionRule rule, Targets targets) {
        List<Targets.Target> live = targets.live();
        List<Targets.Target> result = new ArrayList<>();
        for (IpAddress listed : rule.targets()) {
            for (Targets.Target target : live) {
                if (target.dynamicXcf(address).equals(Optional.of(listed))) {
                    result.add(target);
                }
            }
        }
        if (rule.allTargets()) {
            for (Targets.Target target : live) {
                if (target.dynamicXcf(address).isPresent() && !result.contains(target)) {
                    result.add(target);
                }
            }
        }
        return result;
    }

    /** True when any target of the port has ever said that it listens. */
    static boolean anyReady(PortRule port) {
        return Arrays.stream(port.rows).anyMatch(row -> row.ready > 0);
    }
}
