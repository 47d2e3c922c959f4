package io.openplex.proto.statements;

import java.util.List;

/**
 * A statement that was found.
 *
 * @param definition which one
 * @param values its operands
 * @param children statements of its block, in order
 * @param at where its name stands
 */
public record ParsedStatement(Statement definition, Values values, List<ParsedStatement> children, Position at) {
    /** Whether it is the statement. */
    public boolean is(Statement statement) {
        return definition.equals(statement);
    }

    /** Line of its name. */
    public int line() {
        return at.line();
    }
}
