package io.openplex.proto.statements;

import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.Syntax.Operand;
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
            lines.add("    " + effect(statement.support()));
        }
        inert(statement, lines);
        statement.block().ifPresent(block -> block.statements().forEach(c -> inert(c, lines)));
        return List.copyOf(lines);
    }

    private static String effect(Support support) {
        return switch (support) {
            case EFFECTIVE -> "It takes effect.";
            case CHECKED -> "It is checked and has no effect at this level; a message says so.";
            case UNSUPPORTED -> "It is skipped at this level; a message says so.";
            case OBSOLETE -> "It is obsolete and skipped; a message says so.";
        };
    }

    private static void inert(Statement statement, List<String> lines) {
        for (Syntax part : statement.inert()) {
            lines.add("    " + part.name() + " is checked and has no effect at this level.");
        }
    }

    private static void operands(Syntax syntax, Set<String> lines) {
        if (syntax instanceof Operand<?> operand) {
            lines.add("    " + operand.form() + ": " + operand.type().expected().toLowerCase(Locale.ROOT) + ", as in "
                    + operand.type().sample());
        }
        syntax.parts().forEach(part -> operands(part, lines));
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
