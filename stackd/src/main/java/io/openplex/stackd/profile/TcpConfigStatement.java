package io.openplex.stackd.profile;

import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;

/** TCPCONFIG (profile.md 6); ranges other than those named there are unconfirmed. */
final class TcpConfigStatement {
    private static final Operand<Integer> CONNECT = number("seconds", 5, 190);
    private static final Word DELAYACKS = Syntax.word("DELAYAcks");
    private static final Word NODELAYACKS = Syntax.word("NODELAYAcks");
    private static final Word AUTODELAYACKS = Syntax.word("AUTODELAYAcks");
    private static final Operand<Integer> FIRST = number("first", 1024, 65_535);
    private static final Operand<Integer> LAST = number("last", 1024, 65_535);
    private static final Operand<Integer> FINWAIT2 = number("seconds", 60, 3600);
    private static final Operand<Integer> INTERVAL = number("minutes", 0, 35_791);
    private static final Operand<Integer> PROBE_INTERVAL = number("seconds", 1, 75);
    private static final Operand<Integer> PROBES = number("count", 1, 10);
    private static final Operand<Integer> RETRANSMIT = number("seconds", 1, 120);
    private static final Word NAGLE = Syntax.word("NAGLE");
    private static final Word NONAGLE = Syntax.word("NONAGLE");
    private static final Word RESTRICT = Syntax.word("RESTRICTLowports");
    private static final Word UNRESTRICT = Syntax.word("UNRESTRICTLowports");
    private static final Operand<Integer> ATTEMPTS = number("count", 1, 15);
    private static final Word SACK = Syntax.word("SELECTIVEACK");
    private static final Word NOSACK = Syntax.word("NOSELECTIVEACK");
    private static final Operand<Integer> RECEIVE = bytes(256);
    private static final Operand<Integer> RECEIVE_MAX = bytes(256);
    private static final Operand<Integer> SEND = bytes(256);
    private static final Operand<Integer> SEND_MAX = bytes(256);
    private static final Word TIMESTAMP = Syntax.word("TCPTIMEstamp");
    private static final Word NOTIMESTAMP = Syntax.word("NOTCPTIMEstamp");
    private static final Operand<Integer> TIMEWAIT = number("seconds", 0, 120);
    private static final Word CONNECT_INTERVAL = Syntax.word("CONNECTINITINTERVAL");
    private static final Word FRR = Syntax.word("FRRTHRESHOLD");
    private static final Word QUEUED = Syntax.word("QUEUEDRTT");
    private static final Word GARBAGE = Syntax.word("SENDGARBAGE");
    private static final Word EPHEMERAL = Syntax.word("EPHEMERALPORTS");
    private static final Word KEEPALIVE = Syntax.word("INTERVAL");
    private static final Word KEEPALIVE_INTERVAL = Syntax.word("KEEPALIVEPROBEINTERVAL");
    private static final Word KEEPALIVE_PROBES = Syntax.word("KEEPALIVEPROBES");
    private static final Word ATTEMPTS_WORD = Syntax.word("RETRANSMITATTEMPTS");
    private static final Word TTLS = Syntax.word("TTLS");

    static final Statement TCPCONFIG = Statement.of("TCPCONFIG", form(), "Options of TCP. Several statements add.")
            .keepingFirst()
            .inert(
                    AUTODELAYACKS,
                    CONNECT_INTERVAL,
                    EPHEMERAL,
                    FRR,
                    KEEPALIVE,
                    KEEPALIVE_INTERVAL,
                    KEEPALIVE_PROBES,
                    QUEUED,
                    RESTRICT,
                    ATTEMPTS_WORD,
                    SACK,
                    GARBAGE,
                    TIMESTAMP,
                    TTLS);

    private TcpConfigStatement() {}

    private static Operand<Integer> number(String name, int min, int max) {
        return Syntax.operand(name, OperandType.number(min, max));
    }

    private static Operand<Integer> bytes(int min) {
        return Syntax.operand("bytes", OperandType.size(min, 2 << 20));
    }

    private static Syntax with(String word, Syntax operand) {
        return Syntax.sequence(Syntax.word(word), operand);
    }

    private static Syntax form() {
        return Syntax.anyOrder(
                Syntax.sequence(CONNECT_INTERVAL, number("milliseconds", 100, 3000)),
                with("CONNECTTIMEOUT", CONNECT),
                DELAYACKS,
                NODELAYACKS,
                AUTODELAYACKS,
                Syntax.sequence(EPHEMERAL, FIRST, LAST),
                with("FINWAIT2TIME", FINWAIT2),
                Syntax.sequence(FRR, number("count", 1, 2048)),
                Syntax.sequence(KEEPALIVE, INTERVAL),
                Syntax.sequence(KEEPALIVE_INTERVAL, PROBE_INTERVAL),
                Syntax.sequence(KEEPALIVE_PROBES, PROBES),
                with("MAXIMUMRETRANSMITTIME", RETRANSMIT),
                NAGLE,
                NONAGLE,
                Syntax.sequence(QUEUED, number("milliseconds", 0, 50)),
                RESTRICT,
                UNRESTRICT,
                Syntax.sequence(ATTEMPTS_WORD, ATTEMPTS),
                SACK,
                NOSACK,
                Syntax.sequence(GARBAGE, Syntax.choice(Syntax.word("FALSE"), Syntax.word("TRUE"))),
                with("TCPMAXRCVBUFRSIZE", RECEIVE_MAX),
                with("TCPMAXSENDBUFRSIZE", SEND_MAX),
                with("TCPRCVBUFRSIZE", RECEIVE),
                with("TCPSENDBFRSIZE", SEND),
                TIMESTAMP,
                NOTIMESTAMP,
                with("TIMEWAITINTERVAL", TIMEWAIT),
                TTLS,
                Syntax.word("NOTTLS"));
    }

    static void apply(ParsedStatement statement, ProfileBuilder builder) {
        Values values = statement.values();
        TcpConfig before = builder.tcpConfig;
        int receiveMax = values.get(RECEIVE_MAX).orElse(before.receiveBufferMaxBytes());
        int sendMax = values.get(SEND_MAX).orElse(before.sendBufferMaxBytes());
        int receive = atMost(receiveMax, RECEIVE, before.receiveBufferBytes(), "TCPRCVBUFRSIZE", statement, builder);
        int send = atMost(sendMax, SEND, before.sendBufferBytes(), "TCPSENDBFRSIZE", statement, builder);
        int first = values.get(FIRST).orElse(before.ephemeralFirst());
        int last = values.get(LAST).orElse(before.ephemeralLast());
        if (first > last) {
            int line = values.line(LAST, statement.line());
            builder.say(ProfileMessage.EZZ0321I.with(last, line, "EPHEMERALPORTS"), line);
            first = before.ephemeralFirst();
            last = before.ephemeralLast();
        }
        builder.tcpConfig = new TcpConfig(
                values.get(CONNECT).orElse(before.connectTimeoutSeconds()),
                values.flag(DELAYACKS, NODELAYACKS, before.delayAcks()),
                first,
                last,
                values.get(FINWAIT2).orElse(before.finWait2Seconds()),
                values.get(INTERVAL).orElse(before.keepAliveMinutes()),
                values.get(PROBE_INTERVAL).orElse(before.keepAliveProbeSeconds()),
                values.get(PROBES).orElse(before.keepAliveProbes()),
                values.get(RETRANSMIT).orElse(before.maximumRetransmitSeconds()),
                values.flag(NAGLE, NONAGLE, before.nagle()),
                values.flag(RESTRICT, UNRESTRICT, before.restrictLowPorts()),
                values.get(ATTEMPTS).orElse(before.retransmitAttempts()),
                values.flag(SACK, NOSACK, before.selectiveAck()),
                receive,
                receiveMax,
                send,
                sendMax,
                values.flag(TIMESTAMP, NOTIMESTAMP, before.timestamps()),
                values.get(TIMEWAIT).orElse(before.timeWaitSeconds()));
    }

    private static int atMost(
            int max,
            Operand<Integer> operand,
            int before,
            String parameter,
            ParsedStatement statement,
            ProfileBuilder builder) {
        int value = statement.values().get(operand).orElse(before);
        if (value > max) {
            int line = statement.values().line(operand, statement.line());
            builder.say(ProfileMessage.EZZ0321I.with(value, line, parameter), line);
            return Math.min(before, max);
        }
        return value;
    }
}
