package io.openplex.proto.statements;

import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.Syntax.AnyOrder;
import io.openplex.proto.statements.Syntax.Choice;
import io.openplex.proto.statements.Syntax.Maybe;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Sequence;
import io.openplex.proto.statements.Syntax.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The reference of statements as text, made from the data that the parser reads. */
public final class Reference {
    private static final int WIDTH = 78;

    private Reference() {}

    /** Lines about one statement: form, purpose, operands with their ranges, what has no effect. */
    public static List<String> of(Statement statement) {
        List<String> lines = new ArrayList<>();
        wrap(statement.name().written() + " " + statement.form().form(), "", lines);
        statement.block().ifPresent(block -> {
            for (Statement child : block.statements()) {
                wrap(child.name().written() + " " + child.form().form(), "  ", lines);
            }
            lines.add(block.end().written());
        });
        wrap(statement.purpose(), "    ", lines);
        Set<String> operands = new LinkedHashSet<>();
        operands(statement.form(), operands);
        statement.block().ifPresent(block -> block.statements().forEach(c -> operands(c.form(), operands)));
        lines.addAll(operands);
        if (statement.support() != Support.EFFECTIVE) {
            lines.add("    " + statement.support() + " at this level: skipped with a message.");
        }
        for (Word word : statement.inert()) {
            lines.add("    " + word.keyword().full() + " is checked and has no effect at this level.");
        }
        return List.copyOf(lines);
    }

    private static void operands(Syntax syntax, Set<String> lines) {
        switch (syntax) {
            case Word _ -> {}
            case Operand<?> operand ->
                lines.add("    " + operand.name() + ": "
                        + operand.type().expected().toLowerCase(Locale.ROOT) + ", as in "
                        + operand.type().sample());
            case Sequence(List<Syntax> parts) -> parts.forEach(p -> operands(p, lines));
            case Choice(List<Syntax> parts) -> parts.forEach(p -> operands(p, lines));
            case AnyOrder anyOrder -> anyOrder.options().forEach(p -> operands(p, lines));
            case Maybe(Syntax part) -> operands(part, lines);
            case Repeat repeat -> operands(repeat.entry(), lines);
        }
    }

    private static void wrap(String text, String indent, List<String> lines) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > indent.length() + 4) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent + "    ");
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }
}
