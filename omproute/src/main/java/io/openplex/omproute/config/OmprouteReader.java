package io.openplex.omproute.config;

import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.RoutingMessage;
import io.openplex.proto.statements.DataSetReader;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.Dialect;
import io.openplex.proto.statements.Lexer;
import io.openplex.proto.statements.SourceExpander;
import io.openplex.proto.statements.StatementParser;
import io.openplex.proto.statements.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads OMPROUTE.CONF. All errors are found; with any there is no configuration. Does not throw on any input. */
public final class OmprouteReader {
    private final DataSetReader reader;
    private final Symbols symbols;

    /** Files come from the reader by the names that INCLUDE uses; symbols are those of the system. */
    public OmprouteReader(DataSetReader reader, Symbols symbols) {
        this.reader = reader;
        this.symbols = symbols;
    }

    /** Reads a file with its includes: EZZ7817I, or EZZ7822I when it is not there, and what is wrong with it. */
    public OmprouteResult read(String name) {
        SourceExpander.Expansion source = SourceExpander.expand(name, reader, symbols, Lexer.OMPROUTE);
        if (!source.found()) {
            return new OmprouteResult(Optional.empty(), List.of(), List.of(RoutingMessage.EZZ7822I.with()));
        }
        StatementParser.Result parsed =
                StatementParser.parse(OmprouteLanguage.statements(), Dialect.OMPROUTE, source.tokens());
        List<Diagnostic> diagnostics = new ArrayList<>(source.diagnostics());
        diagnostics.addAll(parsed.diagnostics());
        OmprouteConfiguration configuration = null;
        if (!hasErrors(diagnostics)) {
            // Half a configuration would only give complaints that follow from the first ones.
            Interpreter interpreter = new Interpreter();
            parsed.statements().forEach(interpreter::take);
            configuration = interpreter.finish(SourceExpander.shown(name));
            diagnostics.addAll(interpreter.diagnostics());
        }
        List<Message> messages = new ArrayList<>();
        messages.add(RoutingMessage.EZZ7817I.with(SourceExpander.shown(name)));
        diagnostics.forEach(d -> messages.add(d.message()));
        Optional<OmprouteConfiguration> good =
                hasErrors(diagnostics) ? Optional.empty() : Optional.ofNullable(configuration);
        return new OmprouteResult(good, diagnostics, messages);
    }

    private static boolean hasErrors(List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(d -> d.message().isError());
    }
}
