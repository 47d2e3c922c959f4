package io.openplex.stackd.profile;

import io.openplex.distributor.config.Method;
import io.openplex.distributor.config.PortRange;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.statements.Keyword;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The grammar of the VIPADYNAMIC block (dvipa-and-distributor.md 1.2 to 1.8); {@link VipaInterpreter} reads it. */
final class VipaStatements {
    static final Word TIER1 = Syntax.word("TIER1");
    static final Word TIER2 = Syntax.word("TIER2");
    static final Word CPCSCOPE = Syntax.word("CPCSCOPE");
    static final Word MOVEABLE = Syntax.word("MOVEable");
    static final Word WHENIDLE = Syntax.word("WHENIDLE");
    static final Word SERVICEMGR = Syntax.word("SERVICEMGR");
    static final Word DELETE = Syntax.word("DELEte");
    static final Word DEFINE = Syntax.word("DEFine");
    static final Operand<Integer> MASK = Syntax.operand("mask", AddressTypes.MASK);
    static final Operand<IpAddress> ADDRESS = Syntax.operand("address", AddressTypes.IPV4);
    static final Repeat ADDRESSES = Syntax.repeat(ADDRESS);
    static final Operand<String> INTERFACE = Syntax.operand("ifname6", OperandType.name(16));
    static final Operand<IpPrefix> ADDRESS6 = Syntax.operand("address6", AddressTypes.IPV6_ADDRESS_OR_PREFIX);

    /** The range is unconfirmed (dvipa-and-distributor.md 1.3). */
    static final Operand<Integer> RANK = Syntax.operand("rank", OperandType.number(1, 254));

    private static final Syntax TIER =
            Syntax.maybe(Syntax.choice(TIER1, Syntax.sequence(TIER2, Syntax.maybe(CPCSCOPE)), CPCSCOPE));
    private static final Syntax MOVE = Syntax.sequence(MOVEABLE, Syntax.choice(Syntax.word("IMMEDiate"), WHENIDLE));
    private static final Syntax MASKED = Syntax.choice(
            Syntax.sequence(Syntax.maybe(SERVICEMGR), MASK, ADDRESSES), Syntax.sequence(INTERFACE, ADDRESS6));

    static final Statement VIPADEFINE = Statement.of(
            "VIPADEFine",
            Syntax.sequence(TIER, Syntax.maybe(MOVE), MASKED),
            "This stack should own the addresses. Parameters are in this order.");
    static final Statement VIPABACKUP = Statement.of(
            "VIPABackup",
            Syntax.sequence(
                    Syntax.maybe(RANK),
                    TIER,
                    Syntax.choice(Syntax.sequence(MOVE, MASKED), ADDRESSES, Syntax.sequence(INTERFACE, ADDRESS6))),
            "This stack backs the addresses up; the highest rank takes over first. The default rank is 1.");
    static final Statement VIPADELETE =
            Statement.of("VIPADELete", Syntax.choice(ADDRESSES, INTERFACE), "Removes addresses from this stack.");

    static final Word DISRUPTIVE = Syntax.word("DISRUPTive");
    static final Operand<IpAddress> RANGE_ADDRESS = Syntax.operand("address", AddressTypes.IPV4);
    static final Operand<IpPrefix> RANGE6 = Syntax.operand("address6/length", AddressTypes.IPV6_PREFIX);
    static final Operand<String> SAF = Syntax.operand("resource", OperandType.name(8));
    static final Word ZCX = Syntax.word("ZCX");
    static final Statement VIPARANGE = Statement.of(
            "VIPARange",
            Syntax.sequence(
                    Syntax.maybe(Syntax.choice(DEFINE, DELETE)),
                    Syntax.maybe(MOVEABLE, Syntax.choice(Syntax.word("NONDISRUPTive"), DISRUPTIVE)),
                    Syntax.choice(Syntax.sequence(MASK, RANGE_ADDRESS), Syntax.sequence(INTERFACE, RANGE6)),
                    Syntax.maybe(Syntax.word("SAF"), SAF),
                    Syntax.maybe(ZCX)),
            "A subnet in which applications may create addresses.");

    static final Operand<IpAddress> ROUTE_XCF = Syntax.operand("xcf_address", AddressTypes.ADDRESS);
    static final Operand<IpAddress> ROUTE_TARGET = Syntax.operand("target_address", AddressTypes.ADDRESS);
    static final Statement VIPAROUTE = Statement.of(
            "VIPAROUTE",
            Syntax.sequence(Syntax.maybe(Syntax.choice(DEFINE, DELETE)), ROUTE_XCF, ROUTE_TARGET),
            "How packets reach a target stack, in place of dynamic XCF.");

    private static final Word SMMCAST = Syntax.word("SMMCAST");
    private static final Word SMPORT = Syntax.word("SMPORT");
    private static final Word SMPASS = Syntax.word("SMPASS");
    static final Statement VIPASMPARMS = Statement.of(
                    "VIPASMparms",
                    Syntax.anyOrder(
                            Syntax.sequence(SMMCAST, Syntax.operand("group", AddressTypes.IPV4)),
                            Syntax.sequence(SMPORT, Syntax.operand("port", OperandType.number(1, 65_535))),
                            Syntax.sequence(SMPASS, Syntax.operand("password", OperandType.string(64)))),
                    "Parameters of an external service manager.")
            .inert(SMMCAST, SMPORT, SMPASS);

    private static final Word BASEWLM = Syntax.word("BASEWLM");
    private static final Word SERVERWLM = Syntax.word("SERVERWLM");
    private static final Word ROUNDROBIN = Syntax.word("ROUNDROBIN");
    private static final Word WEIGHTEDACTIVE = Syntax.word("WEIGHTEDActive");
    private static final Word HOTSTANDBY = Syntax.word("HOTSTANDBY");
    private static final Word TARGCONTROLLED = Syntax.word("TARGCONTROLLED");
    static final Map<Method, Word> METHODS = Map.of(
            Method.BASEWLM, BASEWLM,
            Method.SERVERWLM, SERVERWLM,
            Method.ROUNDROBIN, ROUNDROBIN,
            Method.WEIGHTEDACTIVE, WEIGHTEDACTIVE,
            Method.HOTSTANDBY, HOTSTANDBY,
            Method.TARGCONTROLLED, TARGCONTROLLED);
    static final Operand<Integer> CP = Syntax.operand("cp", OperandType.number(0, 99));
    static final Operand<Integer> ZAAP = Syntax.operand("zaap", OperandType.number(0, 99));
    static final Operand<Integer> ZIIP = Syntax.operand("ziip", OperandType.number(0, 99));

    /** Ranges of crossover cost and importance weighting are unconfirmed (dvipa-and-distributor.md 1.7). */
    static final Operand<Integer> COST_ZAAP = Syntax.operand("zaap_cost", OperandType.number(1, 100));

    static final Operand<Integer> COST_ZIIP = Syntax.operand("ziip_cost", OperandType.number(1, 100));
    static final Operand<Integer> ILWEIGHTING = Syntax.operand("weighting", OperandType.number(0, 3));
    static final Word AUTOSWITCHBACK = Syntax.word("AUTOSWITCHBACK");
    static final Word NOAUTOSWITCHBACK = Syntax.word("NOAUTOSWITCHBACK");
    static final Word HEALTHSWITCH = Syntax.word("HEALTHSWITCH");
    static final Word NOHEALTHSWITCH = Syntax.word("NOHEALTHSWITCH");
    static final Word SYSPLEXPORTS = Syntax.word("SYSPLEXPorts");
    static final Word OPTLOCAL = Syntax.word("OPTLOCAL");
    static final Word NOOPTLOCAL = Syntax.word("NOOPTLOCAL");
    static final Operand<Integer> OPTLOCAL_VALUE = Syntax.operand("value", OperandType.number(0, 16));
    static final Operand<Integer> AFFINITY = Syntax.operand("seconds", OperandType.number(0, 9999));
    static final Operand<String> GROUP = Syntax.operand("group", OperandType.name(16));
    static final Word GRE = Syntax.word("GRE");
    static final Word ENCAP = Syntax.word("ENCAP");
    static final Operand<Integer> CONTROLPORT = Syntax.operand("control_port", OperandType.number(1, 65_535));
    static final Operand<PortRange> PORTS =
            Syntax.operand("port", OperandType.of("A PORT OR A RANGE OF PORTS", "80", VipaStatements::portRange));
    static final Repeat PORT_LIST = Syntax.repeat(PORTS);
    static final Word ALL = Syntax.word("ALL");
    static final Word DESTIP = Syntax.word("DESTIP");
    static final Operand<IpAddress> TARGET = Syntax.operand("target", AddressTypes.ADDRESS);
    static final Word WEIGHT_WORD = Syntax.word("WEIGHT");
    static final Operand<Integer> WEIGHT = Syntax.operand("weight", OperandType.number(1, 99));
    static final Word PREFERRED = Syntax.word("PREFERRED");
    static final Word BACKUP = Syntax.word("BACKUP");
    static final Repeat TARGETS = Syntax.repeat(
            TARGET,
            Syntax.maybe(Syntax.choice(
                    Syntax.sequence(WEIGHT_WORD, WEIGHT), PREFERRED, Syntax.sequence(BACKUP, Syntax.maybe(RANK)))));

    static final Statement VIPADISTRIBUTE = Statement.of(
            "VIPADISTribute",
            Syntax.sequence(
                    distributeOptions(),
                    Syntax.choice(ADDRESS, INTERFACE),
                    Syntax.maybe(Syntax.word("PORT"), PORT_LIST),
                    DESTIP,
                    Syntax.choice(ALL, TARGETS)),
            "Spreads the connections to an address over target stacks. Options come before the address.");

    static final Statement VIPADYNAMIC = Statement.of(
                    "VIPADynamic",
                    Syntax.sequence(),
                    "Dynamic VIPAs and their distribution. A syntax error ends the block.")
            .holding(new Statement.Block(
                    List.of(VIPADEFINE, VIPABACKUP, VIPADELETE, VIPARANGE, VIPAROUTE, VIPASMPARMS, VIPADISTRIBUTE),
                    Keyword.of("ENDVIPADynamic"),
                    true));

    private VipaStatements() {}

    private static Syntax distributeOptions() {
        Syntax crossover = Syntax.sequence(
                Syntax.word("PROCXCOST"),
                Syntax.anyOrder(
                        Syntax.sequence(Syntax.word("ZAAP"), COST_ZAAP),
                        Syntax.sequence(Syntax.word("ZIIP"), COST_ZIIP)));
        Syntax types = Syntax.sequence(
                Syntax.word("PROCTYPE"),
                Syntax.anyOrder(
                        Syntax.sequence(Syntax.word("CP"), CP),
                        Syntax.sequence(Syntax.word("ZAAP"), ZAAP),
                        Syntax.sequence(Syntax.word("ZIIP"), ZIIP)));
        Syntax method = Syntax.choice(
                Syntax.sequence(BASEWLM, Syntax.maybe(types)),
                Syntax.sequence(
                        SERVERWLM, Syntax.maybe(crossover), Syntax.maybe(Syntax.word("ILWEIGHTING"), ILWEIGHTING)),
                ROUNDROBIN,
                WEIGHTEDACTIVE,
                HOTSTANDBY,
                TARGCONTROLLED);
        return Syntax.anyOrder(
                DEFINE,
                DELETE,
                Syntax.sequence(Syntax.word("DISTMethod"), method),
                AUTOSWITCHBACK,
                NOAUTOSWITCHBACK,
                HEALTHSWITCH,
                NOHEALTHSWITCH,
                SYSPLEXPORTS,
                NOOPTLOCAL,
                Syntax.sequence(OPTLOCAL, Syntax.maybe(OPTLOCAL_VALUE)),
                Syntax.sequence(Syntax.word("TIMEDAFFinity"), AFFINITY),
                Syntax.sequence(
                        TIER1,
                        GROUP,
                        Syntax.maybe(Syntax.choice(GRE, ENCAP), Syntax.maybe(Syntax.word("CONTROLPORT"), CONTROLPORT))),
                Syntax.sequence(TIER2, GROUP));
    }

    private static Optional<PortRange> portRange(String text) {
        if (!text.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            return Optional.empty();
        }
        int dash = text.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
        return first >= 1 && first <= last && last <= 65_535
                ? Optional.of(new PortRange(first, last))
                : Optional.empty();
    }
}
