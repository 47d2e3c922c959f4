package io.openplex.stackd.profile;

import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import java.util.ArrayList;
import java.util.List;

/** AUTOLOG … ENDAUTOLOG (profile.md 8). */
final class AutologStatement {
    /** The range is unconfirmed (profile.md 8). */
    private static final Operand<Integer> WAIT = Syntax.operand("wait_minutes", OperandType.number(0, 30));

    private static final Operand<String> PROCEDURE = Syntax.operand("procedure", OperandType.name(8));
    private static final Operand<String> JOB = Syntax.operand("jobname", OperandType.name(8));
    private static final Operand<String> PARAMETERS = Syntax.operand("string", OperandType.string(115));
    private static final Word PARMSTRING = Syntax.word("PARMSTRING");
    private static final Word DELAYSTART = Syntax.word("DELAYSTART");
    private static final Word DVIPA = Syntax.word("DVIPA");
    private static final Word TTLS = Syntax.word("TTLS");
    private static final Word END = Syntax.word("ENDAUTOLog");
    private static final Repeat ENTRIES = Syntax.repeat(
                    PROCEDURE,
                    Syntax.maybe(Syntax.word("JOBNAME"), JOB),
                    Syntax.maybe(PARMSTRING, PARAMETERS),
                    Syntax.maybe(DELAYSTART, Syntax.maybe(DVIPA), Syntax.maybe(TTLS)))
            .orNone()
            .until(END);

    static final Statement AUTOLOG = Statement.of(
                    "AUTOLog",
                    Syntax.sequence(Syntax.maybe(WAIT), ENTRIES, END),
                    "Procedures to start with the stack. Without ENDAUTOLOG the rest of the file is taken for names.")
            .keepingFirst()
            .inert(WAIT, PARMSTRING, DELAYSTART);

    private AutologStatement() {}

    static void apply(ParsedStatement statement, ProfileBuilder builder) {
        Values values = statement.values();
        List<Autolog.Entry> entries = new ArrayList<>(builder.autolog.entries());
        for (Values entry : values.entries(ENTRIES)) {
            String procedure = entry.require(PROCEDURE);
            boolean dvipa = entry.has(DELAYSTART) && (entry.has(DVIPA) || !entry.has(TTLS));
            entries.add(new Autolog.Entry(
                    procedure,
                    entry.get(JOB).orElse(procedure),
                    entry.get(PARAMETERS).orElse(""),
                    dvipa,
                    entry.line(PROCEDURE, statement.line())));
        }
        builder.autolog = new Autolog(values.get(WAIT).orElse(builder.autolog.waitMinutes()), List.copyOf(entries));
    }
}
