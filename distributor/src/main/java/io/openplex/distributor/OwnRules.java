package io.openplex.distributor;

import io.openplex.distributor.config.Destination;
import io.openplex.distributor.config.Method;
import io.openplex.distributor.config.PortRange;
import io.openplex.distributor.config.VipaDistribute;
import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** This stack's own VIPADISTRIBUTE definitions, by DVIPA and port. */
final class OwnRules {
    private final DistributorSettings settings;
    private final TreeMap<IpAddress, TreeMap<Integer, Definition>> byAddress = new TreeMap<>();

    OwnRules(DistributorSettings settings) {
        this.settings = settings;
    }

    /** All stacks, or the listed ones in order. */
    private record Definition(boolean all, List<IpAddress> targets) {}

    /** Applies a statement, or says why not. */
    Optional<StatementRefusal> apply(VipaDistribute statement) {
        Optional<StatementRefusal> refusal = unsupported(statement);
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<IpAddress> address = statement.address();
        if (address.isEmpty()) {
            return Optional.of(StatementRefusal.UNKNOWN_INTERFACE);
        }
        if (!valid(statement, address.get())) {
            return Optional.of(StatementRefusal.INVALID);
        }
        return statement.delete() ? delete(statement, address.get()) : define(statement, address.get());
    }

    private static Optional<StatementRefusal> unsupported(VipaDistribute statement) {
        boolean option = statement.sysplexPorts()
                || statement.optLocal().isPresent()
                || statement.timedAffinitySeconds() != 0
                || !statement.tier().equals(VipaDistribute.TierOptions.NONE);
        if (statement.delete()) {
            return Optional.empty();
        }
        if (option) {
            return Optional.of(StatementRefusal.UNSUPPORTED_OPTION);
        }
        if (statement.method().method() != Method.ROUNDROBIN) {
            return Optional.of(StatementRefusal.UNSUPPORTED_METHOD);
        }
        return statement.ports().isEmpty() ? Optional.of(StatementRefusal.UNSUPPORTED_DYNAMIC_PORTS) : Optional.empty();
    }

    private static boolean valid(VipaDistribute statement, IpAddress address) {
        for (PortRange range : statement.ports()) {
            if (range.first() < 1 || range.last() > 0xffff || range.first() > range.last()) {
                return false;
            }
        }
        for (Destination destination : statement.destinations()) {
            if (destination.address().isV4() != address.isV4()) {
                return false;
            }
        }
        return statement.allTargets() == statement.destinations().isEmpty();
    }

    private Optional<StatementRefusal> define(VipaDistribute statement, IpAddress address) {
        TreeMap<Integer, Definition> ports = byAddress.getOrDefault(address, new TreeMap<>());
        TreeSet<Integer> wanted = new TreeSet<>(ports.keySet());
        Set<Integer> coded = expand(statement.ports());
        wanted.addAll(coded);
        if (wanted.size() > settings.maximumPorts()) {
            return Optional.of(StatementRefusal.TOO_MANY_PORTS);
        }
        for (int port : coded) {
            Definition before = ports.getOrDefault(port, new Definition(false, List.of()));
            LinkedHashSet<IpAddress> targets = new LinkedHashSet<>(before.targets());
            statement.destinations().forEach(destination -> targets.add(destination.address()));
            ports.put(port, new Definition(before.all() || statement.allTargets(), List.copyOf(targets)));
        }
        byAddress.put(address, ports);
        return Optional.empty();
    }

    private Optional<StatementRefusal> delete(VipaDistribute statement, IpAddress address) {
        TreeMap<Integer, Definition> ports = byAddress.get(address);
        if (ports == null) {
            return Optional.of(StatementRefusal.NOT_DEFINED);
        }
        boolean found = false;
        for (int port : statement.ports().isEmpty() ? List.copyOf(ports.keySet()) : expand(statement.ports())) {
            Definition before = ports.get(port);
            if (before == null) {
                continue;
            }
            found = true;
            List<IpAddress> targets = new ArrayList<>(before.targets());
            statement.destinations().forEach(destination -> targets.remove(destination.address()));
            boolean all = before.all() && !statement.allTargets();
            if (all || !targets.isEmpty()) {
                ports.put(port, new Definition(all, List.copyOf(targets)));
            } else {
                ports.remove(port);
            }
        }
        if (ports.isEmpty()) {
            byAddress.remove(address);
        }
        return found ? Optional.empty() : Optional.of(StatementRefusal.NOT_DEFINED);
    }

    /** The ports of the ranges; a range outside the limit is cut, so that bad input costs nothing. */
    private Set<Integer> expand(List<PortRange> ranges) {
        TreeSet<Integer> ports = new TreeSet<>();
        for (PortRange range : ranges) {
            for (int port = range.first(); port <= range.last() && ports.size() <= settings.maximumPorts(); port++) {
                ports.add(port);
            }
        }
        return ports;
    }

    void forget(IpAddress address) {
        byAddress.remove(address);
    }

    /** The definitions of one address; ports with equal targets are one rule. */
    List<DistributionRule> of(IpAddress address) {
        TreeMap<Integer, Definition> ports = byAddress.getOrDefault(address, new TreeMap<>());
        List<DistributionRule> rules = new ArrayList<>();
        for (Definition definition : new LinkedHashSet<>(ports.values())) {
            List<Integer> same = ports.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(definition))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            rules.add(new DistributionRule(address, same, Method.ROUNDROBIN, definition.all(), definition.targets()));
        }
        return rules;
    }

    /** All addresses with definitions. */
    Set<IpAddress> addresses() {
        return byAddress.keySet();
    }
}
