package io.openplex.stackd.profile;

import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Repeat;
import java.util.Optional;

/** Operands of what is recognised and skipped: all tokens up to the next statement name. */
final class OtherOperands {
    private OtherOperands() {}

    /** A list of them, possibly empty. */
    static Repeat all() {
        OperandType<String> type = new OperandType<>(
                "AN OPERAND",
                "X",
                token -> ProfileLanguage.isStatementName(token) ? Optional.empty() : Optional.of(token.text()));
        return Syntax.repeat(Syntax.operand("operand", type)).orNone();
    }
}
