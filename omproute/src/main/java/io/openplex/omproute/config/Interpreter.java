package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.omproute.config.InterfaceStatement.InterfaceMatch;
import io.openplex.omproute.config.InterfaceStatement.OspfInterface;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.RoutingMessage;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns statements into records and checks what the grammar cannot (omproute.md 2). */
final class Interpreter {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Area> areas = new ArrayList<>();
    private final List<AreaRange> ranges = new ArrayList<>();
    private final List<VirtualLink> links = new ArrayList<>();
    private final List<InterfaceStatement> interfaces = new ArrayList<>();
    private final Map<Object, Position> places = new HashMap<>();
    private OspfOptions ospf = OspfOptions.DEFAULT;
    private Position routerIdAt = new Position("", 1);
    private boolean ignoreUndefined;
    private Optional<AsBoundary> boundary = Optional.empty();

    /** Takes one statement, in the order of the file. */
    void take(ParsedStatement statement) {
        if (statement.is(AreaStatements.AREA)) {
            areas.add(placed(AreaStatements.area(statement), statement));
        } else if (statement.is(AreaStatements.RANGE)) {
            ranges.add(placed(AreaStatements.range(statement), statement));
        } else if (statement.is(AreaStatements.VIRTUAL_LINK)) {
            links.add(placed(AreaStatements.virtualLink(statement), statement));
        } else if (statement.is(AreaStatements.AS_BOUNDARY_ROUTING)) {
            boundary = Optional.of(placed(AreaStatements.boundary(statement), statement));
        } else if (statement.is(InterfaceStatements.OSPF_INTERFACE)) {
            interfaces.add(placed(InterfaceStatements.ospf(statement), statement));
        } else if (statement.is(InterfaceStatements.INTERFACE)) {
            interfaces.add(placed(InterfaceStatements.plain(statement), statement));
        } else if (statement.is(GlobalStatements.GLOBAL_OPTIONS)) {
            ignoreUndefined = GlobalStatements.ignoreUndefined(ignoreUndefined, statement.values());
        } else {
            ospf = GlobalStatements.ospf(ospf, statement.values());
            statement.values().token(GlobalStatements.ROUTER_ID).ifPresent(t -> routerIdAt = t.at());
        }
    }

    private <T> T placed(T record, ParsedStatement statement) {
        places.put(record, statement.at());
        return record;
    }

    /** The configuration, after all checks; it counts only when {@link #diagnostics} holds no error. */
    OmprouteConfiguration finish(String file) {
        if (areas.isEmpty()) {
            areas.add(Area.IMPLIED);
        }
        OmprouteConfiguration all =
                new OmprouteConfiguration(ospf, ignoreUndefined, areas, ranges, links, boundary, interfaces);
        checkAreas(all);
        checkVirtualLinks(all);
        checkMatches();
        all.ospfInterfaces().forEach(one -> checkOspf(one, all));
        if (all.ospfInterfaces().isEmpty()) {
            diagnostics.add(new Diagnostic(RoutingMessage.EZZ7869I.with(file), new Position(file, 1)));
        } else {
            checkRouterId(all);
        }
        return all;
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    private void checkAreas(OmprouteConfiguration all) {
        Set<IpAddress> seen = new HashSet<>();
        for (Area area : areas) {
            if (!seen.add(area.number())) {
                refuse(area, "AREA", area.line(), "AREA " + shown(area.number()) + " IS DEFINED TWICE");
            }
            if (area.stub() && area.number().isAny()) {
                refuse(area, "AREA", area.line(), "THE BACKBONE CANNOT BE A STUB AREA");
            }
        }
        for (AreaRange range : ranges) {
            checkDefined(range, "RANGE", range.line(), range.area(), all);
        }
        Set<IpAddress> used = new HashSet<>();
        all.ospfInterfaces().forEach(i -> used.add(i.area()));
        boolean onlyStubs = !used.isEmpty()
                && used.stream()
                        .allMatch(number -> all.area(number).map(Area::stub).orElse(false));
        if (onlyStubs && boundary.isPresent()) {
            AsBoundary one = boundary.get();
            refuse(one, "AS_BOUNDARY_ROUTING", one.line(), "A ROUTER IN A STUB AREA CANNOT BE A BOUNDARY ROUTER");
        }
    }

    private void checkVirtualLinks(OmprouteConfiguration all) {
        for (VirtualLink link : links) {
            checkDefined(link, "VIRTUAL_LINK", link.line(), link.transitArea(), all);
            if (link.transitArea().isAny()) {
                refuse(link, "VIRTUAL_LINK", link.line(), "THE BACKBONE CANNOT BE A TRANSIT AREA");
            }
            if (all.area(link.transitArea()).map(Area::stub).orElse(false)) {
                refuse(link, "VIRTUAL_LINK", link.line(), "A STUB AREA CANNOT BE A TRANSIT AREA");
            }
            checkTimers(link, "VIRTUAL_LINK", link.line(), link.timers());
            Authentication type = link.authentication()
                    .or(() -> all.area(Area.BACKBONE).map(Area::authentication))
                    .orElse(Authentication.NONE);
            checkKey(link, "VIRTUAL_LINK", link.line(), type, link.key());
        }
    }

    /** Name and Subnet_Mask are there unless there is a wildcard, and names are unique. */
    private void checkMatches() {
        Map<String, InterfaceStatement> named = new HashMap<>();
        Map<AddressPattern, InterfaceStatement> wildcards = new HashMap<>();
        for (InterfaceStatement one : interfaces) {
            InterfaceMatch match = one.match();
            String statement = nameOf(one);
            if (match.address().isWildcard()) {
                if (wildcards.putIfAbsent(match.address(), one) != null) {
                    refuse(one, statement, one.line(), "IP_ADDRESS " + match.address() + " IS DEFINED TWICE");
                }
                continue;
            }
            if (match.name().isEmpty()) {
                refuse(one, statement, one.line(), "NAME IS REQUIRED");
            } else if (named.putIfAbsent(match.name(), one) != null) {
                refuse(one, statement, one.line(), "NAME " + match.name() + " IS USED TWICE");
            }
            if (match.maskLength().isEmpty()) {
                refuse(one, statement, one.line(), "SUBNET_MASK IS REQUIRED");
            }
        }
    }

    private void checkOspf(OspfInterface one, OmprouteConfiguration all) {
        checkDefined(one, "OSPF_INTERFACE", one.line(), one.area(), all);
        checkTimers(one, "OSPF_INTERFACE", one.line(), one.timers());
        checkKey(one, "OSPF_INTERFACE", one.line(), all.authenticationOf(one), one.key());
        boolean silent = one.nonBroadcast()
                .map(n -> n.eligible().isEmpty() && n.others().isEmpty())
                .orElse(false);
        if (silent) {
            String name = one.match().name().isEmpty()
                    ? one.match().address().toString()
                    : one.match().name();
            say(one, RoutingMessage.EZZ7894I.with(name, one.line()));
        }
    }

    private void checkRouterId(OmprouteConfiguration all) {
        if (ospf.routerId().isEmpty()) {
            return;
        }
        IpAddress id = ospf.routerId().get();
        boolean known = all.ospfInterfaces().stream()
                .anyMatch(i -> i.match().address().matches(id)
                        || i.match().range().filter(r -> r.contains(id)).isPresent());
        if (!known || id.isAny() || id.isLoopback()) {
            diagnostics.add(new Diagnostic(RoutingMessage.EZZ7884I.with(shown(id), routerIdAt.line()), routerIdAt));
        }
    }

    private void checkDefined(Object record, String statement, int line, IpAddress area, OmprouteConfiguration all) {
        if (!area.isAny() && all.area(area).isEmpty()) {
            refuse(record, statement, line, "AREA " + shown(area) + " IS NOT DEFINED");
        }
    }

    private void checkTimers(Object record, String statement, int line, OspfTimers timers) {
        if (timers.dead() <= timers.hello()) {
            refuse(record, statement, line, "DEAD_ROUTER_INTERVAL IS NOT LARGER THAN HELLO_INTERVAL");
        }
    }

    private void checkKey(Object record, String statement, int line, Authentication type, AuthenticationKey key) {
        if (type == Authentication.PASSWORD && key.length() > AuthenticationKey.PASSWORD_BYTES) {
            refuse(record, statement, line, "A PASSWORD HAS UP TO 8 CHARACTERS");
        }
    }

    private static String nameOf(InterfaceStatement statement) {
        return switch (statement) {
            case OspfInterface _ -> "OSPF_INTERFACE";
            case InterfaceStatement.PlainInterface _ -> "INTERFACE";
        };
    }

    private static String shown(IpAddress address) {
        return address.toConsole();
    }

    private void refuse(Object record, String statement, int line, String reason) {
        say(record, OpenplexMessage.OPX0103I.with(statement, line, reason));
    }

    private void say(Object record, Message message) {
        diagnostics.add(new Diagnostic(message, places.getOrDefault(record, routerIdAt)));
    }
}
