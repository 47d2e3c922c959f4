package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.Keyword;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import java.util.List;
import java.util.Optional;

/** BEGINROUTES … ENDROUTES (profile.md 3.1). */
final class RouteStatements {
    private static final Word DEFAULT = Syntax.word("DEFAULT");
    private static final Word DEFAULT6 = Syntax.word("DEFAULT6");
    private static final Word HOST = Syntax.word("HOST");
    private static final Operand<IpPrefix> NETWORK = Syntax.operand("network/length", AddressTypes.IPV4_PREFIX);
    private static final Operand<IpPrefix> NETWORK6 = Syntax.operand("network6/length", AddressTypes.IPV6_PREFIX);
    private static final Operand<IpAddress> DESTINATION = Syntax.operand("destination", AddressTypes.IPV4);
    private static final Operand<Integer> MASK = Syntax.operand("mask", AddressTypes.MASK);
    private static final Operand<IpAddress> HOP = Syntax.operand("first_hop", AddressTypes.ADDRESS);
    private static final Operand<String> INTERFACE = Syntax.operand("interface", OperandType.name(16));
    private static final Operand<Integer> MTU = Syntax.operand("mtu", OperandType.number(576, 65535));
    private static final Word REPLACEABLE = Syntax.word("REPLaceable");
    private static final Word NOREPLACEABLE = Syntax.word("NOREPLaceable");
    private static final Word MAXIMUM = Syntax.word("MAXImumretransmittime");
    private static final Word MINIMUM = Syntax.word("MINImumretransmittime");
    private static final Word GAIN = Syntax.word("ROUNDTRIPgain");
    private static final Word VARIANCE_GAIN = Syntax.word("VARIANCEgain");
    private static final Word VARIANCE_MULTIPLIER = Syntax.word("VARIANCEMultiplier");
    private static final Word DELAYACKS = Syntax.word("DELAYAcks");
    private static final Word NODELAYACKS = Syntax.word("NODELAYAcks");
    private static final Word OPTLOCAL = Syntax.word("OPTLOCAL");

    static final Statement ROUTE = Statement.of(
                    "ROUTE",
                    Syntax.sequence(
                            Syntax.choice(
                                    DEFAULT,
                                    DEFAULT6,
                                    NETWORK,
                                    NETWORK6,
                                    Syntax.sequence(DESTINATION, Syntax.choice(HOST, MASK))),
                            Syntax.choice(Syntax.word("="), HOP),
                            INTERFACE,
                            Syntax.word("MTU"),
                            Syntax.choice(MTU, Syntax.word("DEFAULTSIZE")),
                            options()),
                    "A static route.")
            .inert(
                    DEFAULT6,
                    NETWORK6,
                    REPLACEABLE,
                    MAXIMUM,
                    MINIMUM,
                    GAIN,
                    VARIANCE_GAIN,
                    VARIANCE_MULTIPLIER,
                    DELAYACKS,
                    NODELAYACKS,
                    OPTLOCAL);

    static final Statement BEGINROUTES = Statement.of(
                    "BEGINRoutes", Syntax.sequence(), "Static routes; an error in one leaves the others.")
            .holding(new Statement.Block(List.of(ROUTE), Keyword.of("ENDRoutes"), false));

    private RouteStatements() {}

    private static Syntax options() {
        return Syntax.anyOrder(
                NOREPLACEABLE,
                REPLACEABLE,
                Syntax.sequence(MAXIMUM, Syntax.operand("seconds", OperandType.decimal(999))),
                Syntax.sequence(MINIMUM, Syntax.operand("seconds", OperandType.decimal(100))),
                Syntax.sequence(GAIN, Syntax.operand("gain", OperandType.decimal(1))),
                Syntax.sequence(VARIANCE_GAIN, Syntax.operand("gain", OperandType.decimal(1))),
                Syntax.sequence(VARIANCE_MULTIPLIER, Syntax.operand("multiplier", OperandType.decimal(10))),
                DELAYACKS,
                NODELAYACKS,
                Syntax.word("NOOPTLOCAL"),
                Syntax.sequence(OPTLOCAL, Syntax.maybe(Syntax.operand("value", OperandType.number(0, 16)))));
    }

    static void routes(ParsedStatement block, ProfileBuilder builder) {
        for (ParsedStatement route : block.children()) {
            builder.statementAt(route.at());
            route(route, builder);
        }
    }

    private static void route(ParsedStatement statement, ProfileBuilder builder) {
        Values values = statement.values();
        int line = statement.line();
        IpPrefix destination = destination(values);
        Optional<IpAddress> hop = values.get(HOP);
        if (hop.isPresent() && hop.get().isV4() != destination.address().isV4()) {
            builder.say(ProfileMessage.EZZ0321I.with(hop.get().toConsole(), line, "FIRST HOP OF ROUTE"), line);
            return;
        }
        String name = values.require(INTERFACE);
        boolean virtual = builder.interfaces.stream()
                .anyMatch(i -> i.name().equals(name) && i.kind() == InterfaceDefinition.Kind.VIRTUAL);
        if (virtual) {
            builder.say(ProfileMessage.EZZ0329I.with("INTERFACE", name, line, "A VIPA CARRIES NO ROUTES"), line);
            return;
        }
        if (!builder.hasInterface(name) && !builder.hasLink(name) && builder.complete()) {
            builder.say(ProfileMessage.EZZ0322I.with("LINK OR INTERFACE", name, line), line);
            return;
        }
        int mtu = values.get(MTU).orElse(0);
        boolean replaceable = values.flag(REPLACEABLE, NOREPLACEABLE, false);
        RouteDefinition route = new RouteDefinition(destination, hop, name, mtu, replaceable, line);
        for (RouteDefinition earlier : builder.routes) {
            if (isSame(earlier, route) && (earlier.mtu() != mtu || earlier.replaceable() != replaceable)) {
                String parameter = earlier.mtu() != mtu ? "MTU" : "REPLACEABLE";
                builder.say(ProfileMessage.EZZ0686I.with(parameter, line), line);
                return;
            }
        }
        if (builder.routes.stream().noneMatch(r -> isSame(r, route))) {
            builder.routes.add(route);
        }
    }

    private static boolean isSame(RouteDefinition a, RouteDefinition b) {
        return a.destination().equals(b.destination())
                && a.firstHop().equals(b.firstHop())
                && a.interfaceName().equals(b.interfaceName());
    }

    private static IpPrefix destination(Values values) {
        if (values.has(DEFAULT)) {
            return new IpPrefix(IpAddress.ANY4, 0);
        }
        if (values.has(DEFAULT6)) {
            return new IpPrefix(IpAddress.ANY6, 0);
        }
        Optional<IpPrefix> network = values.get(NETWORK).or(() -> values.get(NETWORK6));
        return network.orElseGet(() -> new IpPrefix(
                        values.require(DESTINATION), values.get(MASK).orElse(32)))
                .network();
    }
}
