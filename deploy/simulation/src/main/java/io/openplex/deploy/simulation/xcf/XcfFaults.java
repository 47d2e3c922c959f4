package io.openplex.deploy.simulation.xcf;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The faults of a coupling, for a schedule. Systems go by name; a fault stays with the system over all lives of its
 * stack. Switching on what is on, or off what is off, does nothing. How long and how often within a fault is drawn from
 * the coupling's seed.
 *
 * <p>Crash and pause are operations of {@link SimulatedXcf}, because they belong to one process.
 */
public final class XcfFaults {
    private final SimulatedXcf world;
    private final Map<String, Set<ServiceFault>> service = new TreeMap<>();
    private final Map<Direction, Set<LinkFault>> links = new TreeMap<>();
    private boolean away;

    /** From one system to another. */
    private record Direction(String from, String to) implements Comparable<Direction> {
        @Override
        public int compareTo(Direction o) {
            int first = from.compareTo(o.from);
            return first != 0 ? first : to.compareTo(o.to);
        }
    }

    XcfFaults(SimulatedXcf world) {
        this.world = world;
    }

    // ---- lasting faults ----

    /** Switches a fault between a system and the service. */
    public void service(ServiceFault kind, String system, boolean on) {
        Set<ServiceFault> now = service.computeIfAbsent(system, s -> EnumSet.noneOf(ServiceFault.class));
        if (on ? now.add(kind) : now.remove(kind)) {
            world.serviceFault(kind, system, on);
        }
    }

    /** Switches a fault of signalling from one system to another; for both directions call twice. */
    public void link(LinkFault kind, String from, String to, boolean on) {
        Set<LinkFault> now = links.computeIfAbsent(new Direction(from, to), d -> EnumSet.noneOf(LinkFault.class));
        if (on ? now.add(kind) : now.remove(kind)) {
            world.linkFault(kind, from, to, on);
        }
    }

    /** The service answers nobody, or everybody again. Sessions do not run out while it is away. */
    public void serviceAway(boolean on) {
        if (away != on) {
            away = on;
            world.serviceChanged();
        }
    }

    /** Switches off everything that lasts. */
    public void heal() {
        serviceAway(false);
        service.forEach((system, kinds) -> List.copyOf(kinds).forEach(kind -> service(kind, system, false)));
        links.forEach((way, kinds) -> List.copyOf(kinds).forEach(kind -> link(kind, way.from(), way.to(), false)));
    }

    // ---- faults of one moment ----

    /**
     * The service changes its leader: nobody is answered for a while, up to three seconds; what is under way ends in
     * doubt, carried out or not. Sessions live on.
     */
    public void failover() {
        world.failover();
    }

    /**
     * The service comes back without any memory: no structure, no member, no session, and counts from one again. A
     * member that was connected before is not let in until the service has counted further than what that member had
     * seen; until then it hears nothing and believes itself a member.
     */
    public void rebuildEmpty() {
        world.rebuildEmpty();
    }

    /** The service ends the session of the stack that runs on this system; nothing when it has none. */
    public void expireSession(String system) {
        world.expireSession(system);
    }

    /** The signalling link of two systems breaks and may be made again at once. */
    public void breakLink(String one, String other) {
        world.breakLink(one, other);
    }

    // ---- questions ----

    /** Is this fault on. */
    public boolean on(ServiceFault kind, String system) {
        return service.getOrDefault(system, Set.of()).contains(kind);
    }

    /** Is this fault on, in this direction. */
    public boolean on(LinkFault kind, String from, String to) {
        return !links.isEmpty()
                && links.getOrDefault(new Direction(from, to), Set.of()).contains(kind);
    }

    /** Is the service away. */
    public boolean away() {
        return away;
    }

    /** What is on, one line each, in a fixed order. */
    public List<String> active() {
        List<String> lines = new ArrayList<>();
        if (away) {
            lines.add("service away");
        }
        service.forEach((system, kinds) -> kinds.forEach(kind -> lines.add("service " + kind + " " + system)));
        links.forEach((way, kinds) ->
                kinds.forEach(kind -> lines.add("link " + kind + " " + way.from() + " to " + way.to())));
        return lines;
    }
}
