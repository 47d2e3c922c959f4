package io.openplex.proto.statements;

import io.openplex.proto.statements.Syntax.AnyOrder;
import io.openplex.proto.statements.Syntax.Choice;
import io.openplex.proto.statements.Syntax.Maybe;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Sequence;
import io.openplex.proto.statements.Syntax.Word;
import java.util.ArrayList;
import java.util.List;

/** Example statements, made from the data that the parser reads; together they hold every word and every operand. */
public final class Examples {
    /**
     * One example.
     *
     * @param part the word or operand that it is for
     * @param text what follows the statement's name
     */
    public record Example(Syntax part, String text) {}

    private final boolean abbreviated;

    private Examples(boolean abbreviated) {
        this.abbreviated = abbreviated;
    }

    /**
     * One example for each word and operand of the form, as short as the form allows.
     *
     * @param abbreviated whether words are in their shortest form
     */
    public static List<Example> of(Syntax form, boolean abbreviated) {
        return new Examples(abbreviated).covering(form);
    }

    /** The shortest text of the form: first alternatives, nothing that may be left out. */
    private String least(Syntax syntax) {
        return switch (syntax) {
            case Word word ->
                abbreviated ? word.keyword().shortest() : word.keyword().full();
            case Operand<?> operand -> operand.type().sample();
            case Sequence(List<Syntax> parts) ->
                joined(parts.stream().map(this::least).toList());
            case Choice choice ->
                choice.nullable() ? "" : least(choice.alternatives().getFirst());
            case Maybe _ -> "";
            case Repeat repeat -> repeat.nullable() ? "" : least(repeat.entry());
            case AnyOrder anyOrder ->
                joined(anyOrder.required().stream().map(this::least).toList());
        };
    }

    private List<Example> covering(Syntax syntax) {
        List<Example> examples = new ArrayList<>();
        switch (syntax) {
            case Word word -> examples.add(new Example(word, least(word)));
            case Operand<?> operand -> examples.add(new Example(operand, least(operand)));
            case Sequence(List<Syntax> parts) -> {
                for (int i = 0; i < parts.size(); i++) {
                    String before =
                            joined(parts.subList(0, i).stream().map(this::least).toList());
                    String after = joined(parts.subList(i + 1, parts.size()).stream()
                            .map(this::least)
                            .toList());
                    for (Example e : covering(parts.get(i))) {
                        examples.add(new Example(e.part(), joined(List.of(before, e.text(), after))));
                    }
                }
            }
            case AnyOrder anyOrder -> {
                for (Syntax option : anyOrder.options()) {
                    String others = joined(anyOrder.required().stream()
                            .filter(r -> !r.equals(option))
                            .map(this::least)
                            .toList());
                    for (Example e : covering(option)) {
                        examples.add(new Example(e.part(), joined(List.of(others, e.text()))));
                    }
                }
            }
            default -> syntax.parts().forEach(part -> examples.addAll(covering(part)));
        }
        return examples;
    }

    private static String joined(List<String> texts) {
        return String.join(" ", texts.stream().filter(t -> !t.isEmpty()).toList());
    }
}
