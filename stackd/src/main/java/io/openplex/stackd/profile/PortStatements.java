package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PORT and PORTRANGE (profile.md 7). */
final class PortStatements {
    private static final Operand<Integer> NUMBER = Syntax.operand("port", OperandType.number(1, 65_535));
    private static final Operand<Integer> COUNT = Syntax.operand("count", OperandType.number(1, 65_535));
    private static final Word TCP = Syntax.word("TCP");
    private static final Word UDP = Syntax.word("UDP");
    private static final Word RESERVED = Syntax.word("RESERVED");
    private static final Word AUTHPORT = Syntax.word("AUTHPORT");
    private static final Operand<String> JOB = Syntax.operand(
            "jobname",
            OperandType.matching(
                    "A JOB NAME OF 1-8 CHARACTERS OR *",
                    "SERVER1",
                    "\\*|[A-Z@#$][A-Z0-9@#$]{0,6}\\*?" + "|[A-Z@#$][A-Z0-9@#$]{7}"));
    private static final Word NOAUTOLOG = Syntax.word("NOAUTOLog");
    private static final Word DELAYACKS = Syntax.word("DELAYAcks");
    private static final Word NODELAYACKS = Syntax.word("NODELAYAcks");
    private static final Word SHAREPORT = Syntax.word("SHAREPort");
    private static final Word SHAREPORTWLM = Syntax.word("SHAREPORTWLM");
    private static final Word BIND = Syntax.word("BIND");
    private static final Operand<IpAddress> BIND_ADDRESS = Syntax.operand("address", AddressTypes.ADDRESS);
    private static final Word SAF = Syntax.word("SAF");
    private static final Operand<String> RESOURCE = Syntax.operand("resource", OperandType.name(8));
    private static final Word SMC = Syntax.word("SMC");
    private static final Word UNRSV = Syntax.word("UNRSV");
    private static final Word DENY = Syntax.word("DENY");
    private static final Word WHENLISTEN = Syntax.word("WHENLISTEN");
    private static final Word WHENBIND = Syntax.word("WHENBIND");

    private static final Syntax PROTOCOL = Syntax.choice(TCP, UDP);
    private static final Repeat ENTRIES = Syntax.repeat(Syntax.choice(
            Syntax.sequence(NUMBER, PROTOCOL, Syntax.choice(RESERVED, owner(true))),
            Syntax.sequence(
                    UNRSV,
                    PROTOCOL,
                    JOB,
                    Syntax.maybe(Syntax.choice(Syntax.sequence(SAF, RESOURCE), DENY)),
                    Syntax.maybe(Syntax.choice(WHENLISTEN, WHENBIND)))));

    static final Statement PORT = Statement.of(
                    "PORT", ENTRIES, "Reserves ports for jobs. The options of an entry are in this order.")
            .keepingFirst()
            .inert(UDP, DELAYACKS, NODELAYACKS, SHAREPORT, SHAREPORTWLM, SAF, SMC, UNRSV);

    private static final Repeat RANGES =
            Syntax.repeat(NUMBER, COUNT, PROTOCOL, Syntax.choice(RESERVED, AUTHPORT, owner(false)));

    static final Statement PORTRANGE = Statement.of(
                    "PORTRange", RANGES, "Reserves ranges of ports: the first port and how many.")
            .keepingFirst()
            .inert(UDP, DELAYACKS, NODELAYACKS, SHAREPORT, SHAREPORTWLM, SAF, SMC, AUTHPORT);

    private PortStatements() {}

    private static Syntax owner(boolean bind) {
        Syntax share = Syntax.maybe(Syntax.choice(SHAREPORT, SHAREPORTWLM));
        Syntax acks = Syntax.maybe(Syntax.choice(DELAYACKS, NODELAYACKS));
        Syntax saf = Syntax.maybe(SAF, RESOURCE);
        Syntax smc = Syntax.maybe(Syntax.choice(SMC, Syntax.word("NOSMC")));
        Syntax autolog = Syntax.maybe(NOAUTOLOG);
        return bind
                ? Syntax.sequence(JOB, autolog, acks, share, Syntax.maybe(BIND, BIND_ADDRESS), saf, smc)
                : Syntax.sequence(JOB, autolog, acks, share, saf, smc);
    }

    static void port(ParsedStatement statement, ProfileBuilder builder) {
        List<Values> entries = statement.values().entries(ENTRIES);
        for (Values entry : entries) {
            if (entry.has(DENY) && !entry.require(JOB).equals("*")) {
                int line = entry.line(DENY, statement.line());
                builder.say(ProfileMessage.EZZ0146I.with(line), line);
                return;
            }
        }
        Word access = null;
        for (Values entry : entries) {
            if (entry.has(UNRSV)) {
                access = checkAccess(entry, access, statement.line(), builder);
                continue;
            }
            int number = entry.require(NUMBER);
            add(reservation(entry, number, number, false, statement.line()), builder);
        }
    }

    /** EZZ0147I when the entry's time of checking is not that of the entries before it; gives the one in force. */
    private static @Nullable Word checkAccess(
            Values entry, @Nullable Word before, int statementLine, ProfileBuilder builder) {
        Word now = entry.has(WHENBIND) ? WHENBIND : entry.has(WHENLISTEN) ? WHENLISTEN : null;
        if (before != null && now != null && !before.equals(now)) {
            int line = entry.line(now, statementLine);
            builder.say(
                    ProfileMessage.EZZ0147I.with(
                            now.keyword().full(), before.keyword().full()),
                    line);
            return before;
        }
        return now == null ? before : now;
    }

    static void portRange(ParsedStatement statement, ProfileBuilder builder) {
        for (Values entry : statement.values().entries(RANGES)) {
            int first = entry.require(NUMBER);
            int last = Math.min(65_535, first + entry.require(COUNT) - 1);
            add(reservation(entry, first, last, true, statement.line()), builder);
        }
    }

    private static PortReservation reservation(Values entry, int first, int last, boolean range, int statementLine) {
        PortReservation.Share share = entry.has(SHAREPORT)
                ? PortReservation.Share.SHAREPORT
                : entry.has(SHAREPORTWLM) ? PortReservation.Share.SHAREPORTWLM : PortReservation.Share.NONE;
        return new PortReservation(
                first,
                last,
                entry.has(TCP),
                entry.get(JOB).orElse(""),
                !entry.has(NOAUTOLOG),
                !entry.has(NODELAYACKS),
                share,
                entry.get(BIND_ADDRESS),
                range,
                entry.line(NUMBER, statementLine));
    }

    /** Of a PORT and a PORTRANGE that overlap the first one holds (profile.md 1.6). */
    private static void add(PortReservation one, ProfileBuilder builder) {
        Optional<PortReservation> earlier = builder.ports.stream()
                .filter(p -> p.tcp() == one.tcp() && p.first() <= one.last() && one.first() <= p.last())
                .filter(p -> p.range() || one.range())
                .findFirst();
        if (earlier.isPresent()) {
            builder.say(OpenplexMessage.OPX0007I.with(one.line(), earlier.get().line()), one.line());
            return;
        }
        builder.ports.add(one);
    }
}
