package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** INTERFACE (profile.md 2.2 to 2.5). */
final class InterfaceStatement {
    /** Interfaces of one stack on one port, per IP version (operations.md 2.1). */
    private static final int VLANS_MAX = 32;

    private static final Operand<String> NAME = Syntax.operand("name", OperandType.name(16));
    private static final Word VIRTUAL = Syntax.word("VIRTUAL");
    private static final Operand<String> PORT = Syntax.operand("port", OperandType.name(8));
    private static final Operand<IpPrefix> ADDRESS = Syntax.operand("address", AddressTypes.IPV4_ADDRESS_OR_PREFIX);
    private static final Operand<IpAddress> VIPA = Syntax.operand("address", AddressTypes.IPV4);
    private static final Operand<Integer> VLAN = Syntax.operand("vlan", OperandType.number(1, 4094));

    /** The range is unconfirmed (profile.md 2.2). */
    private static final Operand<Integer> MTU = Syntax.operand("mtu", OperandType.number(576, 8992));

    private static final Word VMAC = Syntax.word("VMAC");
    private static final Operand<MacAddress> MAC = Syntax.operand("mac", AddressTypes.MAC);
    private static final Word ROUTELCL = Syntax.word("ROUTELCL");
    private static final Operand<String> SOURCE = Syntax.operand("interface", OperandType.name(16));
    private static final Word MONSYSPLEX = Syntax.word("MONSYSPLEX");
    private static final Word NOMONSYSPLEX = Syntax.word("NOMONSYSPLEX");
    private static final Word TEMPIP = Syntax.word("TEMPIP");
    private static final Word IPBCAST = Syntax.word("IPBCAST");
    private static final Word READSTORAGE = Syntax.word("READSTORAGE");
    private static final Word INBPERF = Syntax.word("INBPERF");
    private static final Word SECCLASS = Syntax.word("SECCLASS");
    private static final Word OLM = Syntax.word("OLM");
    private static final Word PRIROUTER = Syntax.word("PRIRouter");
    private static final Word SECROUTER = Syntax.word("SECRouter");
    private static final Word SOURCEVIPA = Syntax.word("SOURCEVIPAINTerface");
    private static final Word SMCRIPADDR = Syntax.word("SMCRIPADDR");
    private static final Word OSX = Syntax.word("OSX");
    private static final Word ISOLATE = Syntax.word("ISOLATE");
    private static final Word NOISOLATE = Syntax.word("NOISOLATE");
    private static final Word DYNVLANREG = Syntax.word("DYNVLANREG");
    private static final Word SMCR = Syntax.word("SMCR");
    private static final Word SMCD = Syntax.word("SMCD");
    private static final Word DEVNUM = Syntax.word("DEVNUM");
    private static final Word DELETE = Syntax.word("DELEte");
    private static final Word[] OTHER_TYPES = {
        Syntax.word("IPAQENET6"),
        Syntax.word("IPAQIDIO"),
        Syntax.word("IPAQIDIO6"),
        Syntax.word("VIRTUAL6"),
        Syntax.word("MPCPTP6"),
        Syntax.word("EQENET"),
        Syntax.word("EQENET6"),
        Syntax.word("ADDADDR"),
        Syntax.word("DELADDR"),
        Syntax.word("DEPRADDR")
    };

    /** Options that LINK has too. */
    static final Syntax COMMON_OPTIONS = Syntax.choice(
            IPBCAST,
            Syntax.sequence(Syntax.word("VLANID"), VLAN),
            Syntax.sequence(
                    READSTORAGE,
                    Syntax.choice(Syntax.word("GLOBAL"), Syntax.word("MAX"), Syntax.word("AVG"), Syntax.word("MIN"))),
            Syntax.sequence(
                    INBPERF,
                    Syntax.choice(
                            Syntax.word("BALANCED"),
                            Syntax.sequence(
                                    Syntax.word("DYNAMIC"),
                                    Syntax.maybe(Syntax.choice(Syntax.word("NOWORKLOADQ"), Syntax.word("WORKLOADQ")))),
                            Syntax.word("MINCPU"),
                            Syntax.word("MINLATENCY"))),
            Syntax.sequence(SECCLASS, Syntax.operand("class", OperandType.number(1, 255))),
            MONSYSPLEX,
            NOMONSYSPLEX,
            DYNVLANREG,
            Syntax.word("NODYNVLANREG"),
            Syntax.sequence(VMAC, Syntax.maybe(MAC), Syntax.maybe(Syntax.choice(Syntax.word("ROUTEALL"), ROUTELCL))),
            OLM,
            Syntax.word("NOOLM"),
            ISOLATE,
            NOISOLATE);

    static final Statement INTERFACE = Statement.of(
                    "INTERFace",
                    Syntax.sequence(
                            NAME,
                            Syntax.choice(
                                    Syntax.sequence(Syntax.word("DEFINE"), types()),
                                    DELETE,
                                    Syntax.sequence(
                                            Syntax.choice(OTHER_TYPES[7], OTHER_TYPES[8], OTHER_TYPES[9]),
                                            OtherOperands.all()))),
                    "Defines an interface: an OSA port (IPAQENET) or a static VIPA (VIRTUAL).")
            .inert(inert());

    private InterfaceStatement() {}

    private static Syntax types() {
        Syntax router = Syntax.choice(Syntax.word("NONRouter"), PRIROUTER, SECROUTER);
        Syntax port = Syntax.sequence(Syntax.word("PORTNAME"), PORT);
        Syntax address = Syntax.sequence(Syntax.word("IPADDR"), ADDRESS, Syntax.maybe(TEMPIP));
        Syntax channelType = Syntax.sequence(
                Syntax.word("CHPIDTYPE"),
                Syntax.choice(
                        Syntax.word("OSD"),
                        Syntax.sequence(
                                OSX, Syntax.maybe(Syntax.word("CHPID"), Syntax.operand("chpid", OperandType.hex(2))))));
        Syntax osa = Syntax.anyOrder(
                        port,
                        address,
                        channelType,
                        router,
                        COMMON_OPTIONS,
                        Syntax.sequence(Syntax.word("MTU"), MTU),
                        Syntax.sequence(SOURCEVIPA, SOURCE),
                        SMCR,
                        Syntax.word("NOSMCR"),
                        SMCD,
                        Syntax.word("NOSMCD"),
                        Syntax.sequence(DEVNUM, Syntax.operand("device", OperandType.hex(4))),
                        Syntax.sequence(SMCRIPADDR, Syntax.operand("rocE", AddressTypes.IPV4)))
                .requiring(port, address);
        return Syntax.choice(
                Syntax.sequence(Syntax.word("IPAQENET"), osa),
                Syntax.sequence(VIRTUAL, Syntax.word("IPADDR"), VIPA),
                Syntax.sequence(
                        Syntax.choice(
                                OTHER_TYPES[0],
                                OTHER_TYPES[1],
                                OTHER_TYPES[2],
                                OTHER_TYPES[3],
                                OTHER_TYPES[4],
                                OTHER_TYPES[5],
                                OTHER_TYPES[6]),
                        OtherOperands.all()));
    }

    private static Word[] inert() {
        Word[] here = {
            TEMPIP,
            READSTORAGE,
            INBPERF,
            SECCLASS,
            MONSYSPLEX,
            DYNVLANREG,
            OLM,
            OSX,
            SOURCEVIPA,
            SMCR,
            SMCD,
            DEVNUM,
            SMCRIPADDR,
            DELETE
        };
        Word[] all = java.util.Arrays.copyOf(here, here.length + OTHER_TYPES.length);
        System.arraycopy(OTHER_TYPES, 0, all, here.length, OTHER_TYPES.length);
        return all;
    }

    static void define(ParsedStatement statement, ProfileBuilder builder) {
        Values values = statement.values();
        boolean vipa = values.has(VIRTUAL);
        if (!vipa && !values.has(PORT)) {
            return;
        }
        String name = values.require(NAME);
        int line = statement.line();
        if (builder.isTaken("INTERFACE", name, line)) {
            return;
        }
        InterfaceDefinition definition = vipa ? virtual(name, values, line) : osa(name, values, line);
        String reason = vipa ? null : sharingProblem(definition, builder);
        if (reason != null) {
            builder.say(ProfileMessage.EZZ0618I.with(name, line), line);
            builder.say(ProfileMessage.EZD0044I.with(name, reason), line);
            return;
        }
        builder.interfaces.add(definition);
    }

    private static InterfaceDefinition virtual(String name, Values values, int line) {
        return new InterfaceDefinition(
                name,
                InterfaceDefinition.Kind.VIRTUAL,
                "",
                IpPrefix.host(values.require(VIPA)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                InterfaceDefinition.Sharing.NONE,
                false,
                line);
    }

    private static InterfaceDefinition osa(String name, Values values, int line) {
        IpPrefix address = values.require(ADDRESS);
        Optional<InterfaceDefinition.Vmac> vmac = values.has(VMAC)
                ? Optional.of(new InterfaceDefinition.Vmac(values.get(MAC), !values.has(ROUTELCL)))
                : Optional.empty();
        return new InterfaceDefinition(
                name,
                InterfaceDefinition.Kind.IPAQENET,
                values.require(PORT),
                address.length() == 0 ? IpPrefix.host(address.address()) : address,
                optional(values.get(MTU)),
                optional(values.get(VLAN)),
                vmac,
                values.get(SOURCE),
                sharing(values),
                values.flag(MONSYSPLEX, NOMONSYSPLEX, false),
                line);
    }

    private static InterfaceDefinition.Sharing sharing(Values values) {
        InterfaceDefinition.Router router = InterfaceDefinition.Router.NONROUTER;
        if (values.has(PRIROUTER)) {
            router = InterfaceDefinition.Router.PRIROUTER;
        } else if (values.has(SECROUTER)) {
            router = InterfaceDefinition.Router.SECROUTER;
        }
        return new InterfaceDefinition.Sharing(router, values.flag(ISOLATE, NOISOLATE, false), values.has(IPBCAST));
    }

    private static OptionalInt optional(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Why the interface may not share its port with one defined before (operations.md 2.1, EZD0044I), or null. */
    private static @Nullable String sharingProblem(InterfaceDefinition one, ProfileBuilder builder) {
        int sharers = 0;
        for (InterfaceDefinition other : builder.interfaces) {
            if (other.kind() != InterfaceDefinition.Kind.IPAQENET
                    || !other.portName().equals(one.portName())) {
                continue;
            }
            if (one.vlanId().isEmpty()) {
                return "NO VLAN ID";
            }
            if (other.vlanId().isEmpty()) {
                return "NO VLAN ID FOR AN EARLIER DEFINITION";
            }
            if (one.vlanId().equals(other.vlanId())) {
                return "VLAN ID NOT UNIQUE";
            }
            if (!one.hasSubnet()) {
                return "NO SUBNET MASK";
            }
            if (!other.hasSubnet()) {
                return "NO SUBNET MASK FOR AN EARLIER DEFINITION";
            }
            if (one.address().network().equals(other.address().network())) {
                return "SUBNET NOT UNIQUE";
            }
            if (!routesAll(one)) {
                return "NOT VMAC ROUTEALL";
            }
            if (!routesAll(other)) {
                return "NOT VMAC ROUTEALL FOR AN EARLIER DEFINITION";
            }
            sharers++;
        }
        return sharers < VLANS_MAX ? null : "EXCEEDED MAXIMUM NUMBER OF VLANS";
    }

    private static boolean routesAll(InterfaceDefinition definition) {
        return definition.vmac().map(InterfaceDefinition.Vmac::routeAll).orElse(false);
    }
}
