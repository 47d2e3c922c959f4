package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import java.util.Optional;

/** IPCONFIG and IPCONFIG6 (profile.md 4). */
final class IpConfigStatements {
    private static final Operand<Integer> ARPTO = Syntax.operand("seconds", OperandType.number(60, 86_400));
    private static final Word FORWARD = Syntax.word("DATAGRamfwd");
    private static final Word NOFORWARD = Syntax.word("NODATAGRamfwd");
    private static final Word MULTI = Syntax.word("FWDMULTipath");
    private static final Word NOMULTI = Syntax.word("NOFWDMULTipath");
    private static final Word XCF = Syntax.word("DYNAMICXCF");
    private static final Word NOXCF = Syntax.word("NODYNAMICXCF");
    private static final Operand<IpPrefix> XCF_PREFIX = Syntax.operand("address/length", AddressTypes.IPV4_PREFIX);
    private static final Operand<IpAddress> XCF_ADDRESS = Syntax.operand("address", AddressTypes.IPV4);
    private static final Operand<Integer> XCF_MASK = Syntax.operand("mask", AddressTypes.MASK);

    /** The range is unconfirmed (profile.md 4). */
    private static final Operand<Integer> XCF_COST = Syntax.operand("cost", OperandType.number(0, 14));

    private static final Operand<Integer> XCF_CLASS = Syntax.operand("class", OperandType.number(1, 255));
    private static final Operand<String> XCF_SOURCE = Syntax.operand("interface", OperandType.name(16));
    private static final Word LONG = Syntax.word("LONG");
    private static final Word SHORT = Syntax.word("SHORT");
    private static final Word IGNORE_REDIRECT = Syntax.word("IGNORERedirect");
    private static final Word IPSECURITY = Syntax.word("IPSECURITY");
    private static final Word IQDIO = Syntax.word("IQDIORouting");
    private static final Word ACCELERATOR = Syntax.word("QDIOACCELerator");
    private static final Word MULTIPATH = Syntax.word("MULTIPATH");
    private static final Word NOMULTIPATH = Syntax.word("NOMULTIPATH");
    private static final Word PERPACKET = Syntax.word("PERPacket");
    private static final Word PERCONNECTION = Syntax.word("PERConnection");
    private static final Word PATHMTU = Syntax.word("PATHMTUDISCovery");
    private static final Word NOPATHMTU = Syntax.word("NOPATHMTUDISCovery");

    /** The range is unconfirmed (profile.md 4). */
    private static final Operand<Integer> REASSEMBLY = Syntax.operand("seconds", OperandType.number(1, 240));

    private static final Word SOURCEVIPA = Syntax.word("SOURCEVIPA");
    private static final Word NOSOURCEVIPA = Syntax.word("NOSOURCEVIPA");
    private static final Word SYSPLEX = Syntax.word("SYSPLEXRouting");
    private static final Word NOSYSPLEX = Syntax.word("NOSYSPLEXRouting");
    private static final Word STACKSOURCE = Syntax.word("TCPSTACKSOURCEVipa");
    private static final Operand<Integer> TTL = Syntax.operand("ttl", OperandType.number(1, 255));
    private static final Word ARPTO_WORD = Syntax.word("ARPTO");
    private static final Word CHECKSUM = Syntax.word("CHECKSUMOFFLoad");
    private static final Word RETRY = Syntax.word("DEVRETRYDURation");
    private static final Word REASSEMBLY_WORD = Syntax.word("REASSEMBLytimeout");
    private static final Word SEGMENTATION = Syntax.word("SEGMENTATIONOFFLoad");
    private static final Word XCF_CLASS_WORD = Syntax.word("SECCLASS");
    private static final Word XCF_SOURCE_WORD = Syntax.word("SOURCEVIPAINTerface");
    private static final Word CLAW = Syntax.word("CLAWUSEDOUBLENOP");
    private static final Word CLAW_STOP = Syntax.word("STOPONCLAWERROR");
    private static final Word VARSUBNETTING = Syntax.word("VARSUBNETTING");
    private static final Word SMCD = Syntax.word("SMCD");

    static final Statement IPCONFIG = Statement.of(
                    "IPCONFig",
                    form(),
                    "Options of IP. Several statements add; of one parameter the last counts. The cost of "
                            + "DYNAMICXCF is kept for dynamic routing, which is not there yet.")
            .keepingFirst()
            .conflict(IQDIO, ACCELERATOR)
            .inert(
                    ARPTO_WORD,
                    CHECKSUM,
                    MULTI,
                    RETRY,
                    SHORT,
                    XCF_CLASS_WORD,
                    XCF_SOURCE_WORD,
                    SMCD,
                    IPSECURITY,
                    IQDIO,
                    ACCELERATOR,
                    MULTIPATH,
                    REASSEMBLY_WORD,
                    SEGMENTATION,
                    SOURCEVIPA,
                    SYSPLEX,
                    STACKSOURCE)
            .obsolete(CLAW, CLAW_STOP, VARSUBNETTING);

    private static final Operand<IpPrefix> XCF6_ADDRESS =
            Syntax.operand("address6", AddressTypes.IPV6_ADDRESS_OR_PREFIX);
    private static final Operand<Integer> HOPLIMIT = Syntax.operand("hops", OperandType.number(1, 255));
    private static final Operand<Integer> ICMP_LIMIT = Syntax.operand("rate", OperandType.number(1, 20));

    static final Statement IPCONFIG6 = Statement.of(
                    "IPCONFIG6", form6(), "Options of IPv6; kept, IPv6 traffic is not there yet.")
            .keepingFirst()
            .supported(Statement.Support.CHECKED);

    private IpConfigStatements() {}

    private static Syntax form() {
        Syntax priority =
                Syntax.maybe(Syntax.word("QDIOPriority"), Syntax.operand("priority", OperandType.number(1, 4)));
        return Syntax.anyOrder(
                Syntax.sequence(ARPTO_WORD, ARPTO),
                CHECKSUM,
                Syntax.word("NOCHECKSUMOFFLoad"),
                forwarding(),
                NOFORWARD,
                Syntax.sequence(RETRY, Syntax.operand("seconds", OperandType.number(0, 999_999))),
                NOXCF,
                Syntax.sequence(
                        XCF, Syntax.choice(XCF_PREFIX, Syntax.sequence(XCF_ADDRESS, XCF_MASK)), XCF_COST, xcfOptions()),
                Syntax.sequence(Syntax.word("FORMat"), Syntax.choice(LONG, SHORT)),
                IGNORE_REDIRECT,
                IPSECURITY,
                Syntax.sequence(IQDIO, priority),
                Syntax.word("NOIQDIORouting"),
                Syntax.sequence(ACCELERATOR, priority),
                Syntax.word("NOQDIOACCELerator"),
                multipath(),
                NOMULTIPATH,
                PATHMTU,
                NOPATHMTU,
                Syntax.sequence(REASSEMBLY_WORD, REASSEMBLY),
                SEGMENTATION,
                Syntax.word("NOSEGMENTATIONOFFLoad"),
                SOURCEVIPA,
                NOSOURCEVIPA,
                SYSPLEX,
                NOSYSPLEX,
                Syntax.sequence(STACKSOURCE, Syntax.operand("vipa", AddressTypes.IPV4)),
                Syntax.word("NOTCPSTACKSOURCEVipa"),
                Syntax.sequence(Syntax.word("TTL"), TTL),
                CLAW,
                CLAW_STOP,
                VARSUBNETTING);
    }

    private static Syntax form6() {
        return Syntax.anyOrder(
                CHECKSUM,
                Syntax.word("NOCHECKSUMOFFLoad"),
                forwarding(),
                NOFORWARD,
                NOXCF,
                Syntax.sequence(
                        XCF,
                        XCF6_ADDRESS,
                        Syntax.maybe(Syntax.word("INTFID"), Syntax.operand("id", AddressTypes.IPV6)),
                        xcfOptions()),
                Syntax.sequence(Syntax.word("HOPLIMIT"), HOPLIMIT),
                Syntax.sequence(Syntax.word("ICMPERRORLIMIT"), ICMP_LIMIT),
                IGNORE_REDIRECT,
                Syntax.word("IGNOREROUTERHOPLIMIT"),
                Syntax.word("NOIGNOREROUTERHOPLIMIT"),
                IPSECURITY,
                Syntax.sequence(Syntax.word("OSMSECCLASS"), Syntax.operand("class", OperandType.number(1, 255))),
                multipath(),
                NOMULTIPATH,
                SEGMENTATION,
                Syntax.word("NOSEGMENTATIONOFFLoad"),
                SOURCEVIPA,
                NOSOURCEVIPA,
                Syntax.sequence(STACKSOURCE, Syntax.operand("interface", OperandType.name(16))),
                Syntax.word("NOTCPSTACKSOURCEVipa"));
    }

    private static Syntax forwarding() {
        return Syntax.sequence(
                FORWARD, Syntax.maybe(Syntax.choice(NOMULTI, Syntax.sequence(MULTI, Syntax.word("PERPacket")))));
    }

    private static Syntax multipath() {
        return Syntax.sequence(MULTIPATH, Syntax.maybe(Syntax.choice(PERCONNECTION, PERPACKET)));
    }

    private static Syntax xcfOptions() {
        return Syntax.anyOrder(
                Syntax.sequence(XCF_CLASS_WORD, XCF_CLASS),
                SMCD,
                Syntax.word("NOSMCD"),
                Syntax.sequence(XCF_SOURCE_WORD, XCF_SOURCE));
    }

    /** The options after the statement, given those before. */
    static IpConfig apply(IpConfig before, Values values) {
        return new IpConfig(
                values.get(ARPTO).orElse(before.arpTimeoutSeconds()),
                values.flag(FORWARD, NOFORWARD, before.datagramForwarding()),
                values.flag(MULTI, NOMULTI, before.forwardMultipath()),
                values.flag(XCF, NOXCF, false)
                        ? Optional.of(dynamicXcf(values))
                        : values.has(NOXCF) ? Optional.empty() : before.dynamicXcf(),
                values.flag(LONG, SHORT, before.longFormat()),
                values.has(IGNORE_REDIRECT) || before.ignoreRedirect(),
                values.flag(MULTIPATH, NOMULTIPATH, before.multipath()),
                values.flag(PERPACKET, PERCONNECTION, before.multipathPerPacket()),
                values.flag(PATHMTU, NOPATHMTU, before.pathMtuDiscovery()),
                values.get(REASSEMBLY).orElse(before.reassemblyTimeoutSeconds()),
                values.flag(SOURCEVIPA, NOSOURCEVIPA, before.sourceVipa()),
                values.flag(SYSPLEX, NOSYSPLEX, before.sysplexRouting()),
                values.get(TTL).orElse(before.ttl()));
    }

    private static IpConfig.DynamicXcf dynamicXcf(Values values) {
        Syntax form = values.latest(XCF_PREFIX, XCF_ADDRESS);
        IpPrefix address = XCF_PREFIX.equals(form)
                ? values.require(XCF_PREFIX)
                : new IpPrefix(values.require(XCF_ADDRESS), values.require(XCF_MASK));
        return new IpConfig.DynamicXcf(
                address, values.require(XCF_COST), values.get(XCF_CLASS).orElse(255), values.get(XCF_SOURCE));
    }

    /** The same for IPv6. */
    static IpConfig6 apply(IpConfig6 before, Values values) {
        Optional<IpPrefix> xcf = values.flag(XCF, NOXCF, false)
                ? values.get(XCF6_ADDRESS)
                : values.has(NOXCF) ? Optional.empty() : before.dynamicXcf();
        return new IpConfig6(
                values.flag(FORWARD, NOFORWARD, before.datagramForwarding()),
                xcf,
                values.get(HOPLIMIT).orElse(before.hopLimit()),
                values.get(ICMP_LIMIT).orElse(before.icmpErrorLimit()),
                values.flag(SOURCEVIPA, NOSOURCEVIPA, before.sourceVipa()));
    }
}
