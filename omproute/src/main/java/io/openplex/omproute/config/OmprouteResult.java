package io.openplex.omproute.config;

import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a configuration.
 *
 * @param configuration what was read; empty when there is any error
 * @param diagnostics messages about places in files, with file and line
 * @param messages the whole dialogue in order
 */
public record OmprouteResult(
        Optional<OmprouteConfiguration> configuration, List<Diagnostic> diagnostics, List<Message> messages) {
    /** Copies the lists. */
    public OmprouteResult {
        diagnostics = List.copyOf(diagnostics);
        messages = List.copyOf(messages);
    }
}
