package io.openplex.stackd.profile;

import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import io.openplex.stackd.profile.GlobalConfig.SysplexMonitor;
import java.util.Optional;
import java.util.OptionalInt;

/** GLOBALCONFIG (profile.md 5). */
final class GlobalConfigStatement {
    /** The range is unconfirmed (profile.md 5). */
    private static final Operand<Integer> GROUP = Syntax.operand("id", OperandType.number(2, 31));

    private static final Operand<Integer> RECORDS = Syntax.operand(
            "records",
            OperandType.of(
                    "A NUMBER 1-65535 OR *",
                    "100",
                    text -> text.equals("*")
                            ? Optional.of(0)
                            : text.matches("[0-9]{1,5}")
                                    ? Optional.of(Integer.parseInt(text)).filter(n -> n >= 1 && n <= 65_535)
                                    : Optional.empty()));
    private static final Word STATISTICS = Syntax.word("TCPIPStatistics");
    private static final Word NOSTATISTICS = Syntax.word("NOTCPIPStatistics");
    private static final Word IQDVLAN_WORD = Syntax.word("IQDVLANid");
    private static final Operand<Integer> IQDVLAN = Syntax.operand("vlan", OperandType.number(1, 4094));
    private static final Word POLL_WORD = Syntax.word("SYSPLEXWLMPoll");
    private static final Operand<Integer> POLL = Syntax.operand("seconds", OperandType.number(1, 180));
    private static final Word EXPLICIT = Syntax.word("EXPLICITBINDPORTRANGE");
    private static final Word ADJUST = Syntax.word("ADJUSTDVipamss");
    private static final Word ECSA = Syntax.word("ECSALimit");
    private static final Word POOL = Syntax.word("POOLLimit");
    private static final Word AUTOIQDC = Syntax.word("AUTOIQDC");
    private static final Word AUTOIQDX = Syntax.word("AUTOIQDX");
    private static final Word IQDMULTIWRITE = Syntax.word("IQDMULTIWRITE");
    private static final Word PRIORITYQ = Syntax.word("WLMPRIORITYQ");
    private static final Word ZERT = Syntax.word("ZERT");
    private static final Word SMCD = Syntax.word("SMCD");
    private static final Word SMCR = Syntax.word("SMCR");
    private static final Word SMCGLOBAL = Syntax.word("SMCGlobal");

    private static final Word SEGMENTATION = Syntax.word("SEGMENTATIONOFFLoad");
    private static final Word REJOIN = Syntax.word("AUTOREJOIN");
    private static final Word NOREJOIN = Syntax.word("NOAUTOREJOIN");
    private static final Word DELAY = Syntax.word("DELAYJOIN");
    private static final Word NODELAY = Syntax.word("NODELAYJOIN");
    private static final Word JOIN = Syntax.word("JOIN");
    private static final Word NOJOIN = Syntax.word("NOJOIN");
    private static final Word MONITOR = Syntax.word("MONINTERFACE");
    private static final Word NOMONITOR = Syntax.word("NOMONINTERFACE");
    private static final Word DYNROUTE = Syntax.word("DYNROUTE");
    private static final Word NODYNROUTE = Syntax.word("NODYNROUTE");
    private static final Word TIMER_WORD = Syntax.word("TIMERSECS");
    private static final Word RECOVERY = Syntax.word("RECOVERY");
    private static final Word NORECOVERY = Syntax.word("NORECOVERY");

    /** The range is unconfirmed (profile.md 5). */
    private static final Operand<Integer> TIMER = Syntax.operand("seconds", OperandType.number(10, 3600));

    static final Statement GLOBALCONFIG = Statement.of(
                    "GLOBALCONFig", form(), "Options of the whole stack. Several statements add.")
            .keepingFirst()
            .inert(
                    IQDVLAN_WORD,
                    POLL_WORD,
                    EXPLICIT,
                    ADJUST,
                    ECSA,
                    POOL,
                    AUTOIQDC,
                    AUTOIQDX,
                    IQDMULTIWRITE,
                    PRIORITYQ,
                    ZERT,
                    SMCD,
                    SMCR,
                    SMCGLOBAL,
                    STATISTICS,
                    SEGMENTATION,
                    REJOIN,
                    DELAY,
                    MONITOR,
                    RECOVERY,
                    TIMER_WORD);

    private GlobalConfigStatement() {}

    private static Syntax form() {
        Syntax traffic = Syntax.maybe(Syntax.choice(Syntax.word("ALLTRAFFIC"), Syntax.word("NOLARGEDATA")));
        OperandType<Integer> bytes = OperandType.size(0, Integer.MAX_VALUE);
        return Syntax.anyOrder(
                Syntax.sequence(ADJUST, Syntax.choice(Syntax.word("AUTO"), Syntax.word("ALL"), Syntax.word("NONE"))),
                Syntax.sequence(AUTOIQDC, traffic),
                Syntax.word("NOAUTOIQDC"),
                Syntax.sequence(AUTOIQDX, traffic),
                Syntax.word("NOAUTOIQDX"),
                Syntax.sequence(ECSA, Syntax.operand("bytes", bytes)),
                Syntax.sequence(POOL, Syntax.operand("bytes", bytes)),
                Syntax.sequence(
                        EXPLICIT,
                        Syntax.operand("first", OperandType.number(1024, 65_535)),
                        Syntax.operand("count", OperandType.number(1, 64_512))),
                Syntax.word("NOEXPLICITBINDPORTRANGE"),
                IQDMULTIWRITE,
                Syntax.word("NOIQDMULTIWRITE"),
                Syntax.sequence(IQDVLAN_WORD, IQDVLAN),
                Syntax.sequence(Syntax.word("MAXRECS"), RECORDS),
                SEGMENTATION,
                Syntax.word("NOSEGMENTATIONOFFLoad"),
                Syntax.word("NOSMCD"),
                Syntax.sequence(SMCD, memory()),
                Syntax.word("NOSMCR"),
                Syntax.sequence(SMCR, memory()),
                Syntax.sequence(SMCGLOBAL, Syntax.anyOrder(Syntax.word("AUTOCACHE"), Syntax.word("AUTOSMC"))),
                Syntax.sequence(Syntax.word("SYSPLEXMONitor"), monitor()),
                Syntax.sequence(POLL_WORD, POLL),
                STATISTICS,
                NOSTATISTICS,
                PRIORITYQ,
                Syntax.word("NOWLMPRIORITYQ"),
                Syntax.sequence(Syntax.word("XCFGRPid"), GROUP),
                Syntax.sequence(
                        ZERT, Syntax.maybe(Syntax.choice(Syntax.word("AGGREGATION"), Syntax.word("NOAGGREGATION")))),
                Syntax.word("NOZERT"));
    }

    private static Syntax memory() {
        return Syntax.anyOrder(
                Syntax.sequence(Syntax.word("PFID"), Syntax.operand("pfid", OperandType.hex(4))),
                Syntax.sequence(Syntax.word("PORTNum"), Syntax.operand("port", OperandType.number(1, 2))),
                Syntax.sequence(Syntax.word("MTU"), Syntax.operand("mtu", OperandType.number(1024, 4096))),
                Syntax.sequence(Syntax.word("FIXEDMemory"), Syntax.operand("megabytes", OperandType.number(30, 9999))),
                Syntax.sequence(
                        Syntax.word("TCPKEEPmininterval"), Syntax.operand("seconds", OperandType.number(0, 9999))));
    }

    private static Syntax monitor() {
        return Syntax.anyOrder(
                REJOIN,
                NOREJOIN,
                DELAY,
                NODELAY,
                JOIN,
                NOJOIN,
                Syntax.sequence(MONITOR, Syntax.maybe(Syntax.choice(DYNROUTE, NODYNROUTE))),
                Syntax.sequence(NOMONITOR, Syntax.maybe(NODYNROUTE)),
                RECOVERY,
                NORECOVERY,
                Syntax.sequence(TIMER_WORD, TIMER));
    }

    /** The options after the statement, given those before. */
    static GlobalConfig apply(GlobalConfig before, Values values) {
        SysplexMonitor old = before.monitor();
        boolean interfaces = values.flag(MONITOR, NOMONITOR, old.monitorInterfaces());
        SysplexMonitor monitor = new SysplexMonitor(
                values.flag(REJOIN, NOREJOIN, old.autoRejoin()),
                values.flag(DELAY, NODELAY, old.delayJoin()),
                values.flag(JOIN, NOJOIN, old.join()),
                interfaces,
                interfaces && values.flag(DYNROUTE, NODYNROUTE, old.dynamicRoutes()),
                values.flag(RECOVERY, NORECOVERY, old.recovery()),
                values.get(TIMER).orElse(old.timerSeconds()));
        return new GlobalConfig(
                values.get(GROUP).map(OptionalInt::of).orElse(before.xcfGroupId()),
                values.get(RECORDS).orElse(before.maxRecords()),
                values.flag(STATISTICS, NOSTATISTICS, before.tcpipStatistics()),
                values.get(IQDVLAN).map(OptionalInt::of).orElse(before.iqdVlanId()),
                values.get(POLL).orElse(before.wlmPollSeconds()),
                monitor);
    }
}
