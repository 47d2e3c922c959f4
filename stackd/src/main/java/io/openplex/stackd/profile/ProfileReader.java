package io.openplex.stackd.profile;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.DataSetReader;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.Dialect;
import io.openplex.proto.statements.Lexer;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.SourceExpander;
import io.openplex.proto.statements.StatementParser;
import io.openplex.proto.statements.Symbols;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PROFILE.TCPIP. A file is read whole with its includes, all errors are found, then the result is handed out as a
 * value; nothing is applied here.
 */
public final class ProfileReader {
    /** Name of the profile that the stack was given at start, as messages show it (profile.md 1.1). */
    public static final String DD_PROFILE = "DD:PROFILE";

    private final DataSetReader reader;
    private final Symbols symbols;

    /** Files come from the reader by the names that INCLUDE and commands use; symbols are those of the system. */
    public ProfileReader(DataSetReader reader, Symbols symbols) {
        this.reader = reader;
        this.symbols = symbols;
    }

    /** The initial profile. When it is not found the result is {@link StackProfile#EMPTY} with EZZ0325I. */
    public ProfileResult initial(String name) {
        SourceExpander.Expansion source = SourceExpander.expand(name, reader, symbols, Lexer.PROFILE);
        if (!source.found()) {
            List<Message> messages = new ArrayList<>();
            if (name.equals(DD_PROFILE)) {
                messages.add(ProfileMessage.EZZ0332I.with());
            }
            messages.add(ProfileMessage.EZZ0325I.with());
            return new ProfileResult(false, true, StackProfile.EMPTY, List.of(), messages);
        }
        return process("PROFILE", "INITIAL PROFILE", name, source, true);
    }

    /**
     * A file of changes, as OBEYFILE names it. The profile of the result holds what the file says, not what the stack
     * has then; names that the file does not define are taken to be the running stack's.
     */
    public ProfileResult changes(String name) {
        SourceExpander.Expansion source = SourceExpander.expand(name, reader, symbols, Lexer.PROFILE);
        if (!source.found()) {
            Message message = ProfileMessage.EZZ0301I.with("OBEYFILE", SourceExpander.shown(name), "FILE NOT FOUND");
            return new ProfileResult(false, true, StackProfile.EMPTY, List.of(), List.of(message));
        }
        return process("OBEYFILE", "OBEYFILE", name, source, false);
    }

    /** The messages of VARY SYNTAXCHECK from EZZ0061I to EZZ0065I (operations.md 2.2); changes nothing. */
    public List<Message> syntaxCheck(String name) {
        List<Message> messages = new ArrayList<>();
        messages.add(CommandMessage.EZZ0061I.with());
        ProfileResult result = changes(name);
        if (result.found()) {
            result.diagnostics().forEach(d -> messages.add(d.message()));
        } else {
            messages.addAll(result.messages());
        }
        messages.add(result.hasErrors() ? CommandMessage.EZZ0064I.with() : CommandMessage.EZZ0062I.with());
        messages.add(CommandMessage.EZZ0065I.with());
        return List.copyOf(messages);
    }

    private ProfileResult process(
            String type, String typeInErrors, String name, SourceExpander.Expansion source, boolean complete) {
        StatementParser.Result parsed =
                StatementParser.parse(ProfileLanguage.statements(), Dialect.PROFILE, source.tokens());
        ProfileBuilder builder = new ProfileBuilder(complete);
        List<ParsedStatement> vipas = new ArrayList<>();
        for (ParsedStatement statement : parsed.statements()) {
            if (statement.is(VipaStatements.VIPADYNAMIC)) {
                vipas.add(statement);
            } else {
                builder.statementAt(statement.at());
                apply(statement, builder);
            }
        }
        VipaInterpreter.interpret(vipas, builder);

        List<Diagnostic> diagnostics = new ArrayList<>(source.diagnostics());
        List<Message> messages = new ArrayList<>(messagesOf(source.diagnostics()));
        String shown = SourceExpander.shown(name);
        messages.add(ProfileMessage.EZZ0300I.with(type, shown));
        messages.add(ProfileMessage.EZZ0309I.with(shown));
        diagnostics.addAll(parsed.diagnostics());
        diagnostics.addAll(builder.diagnostics());
        messages.addAll(messagesOf(parsed.diagnostics()));
        messages.addAll(messagesOf(builder.diagnostics()));
        boolean empty = complete && parsed.statements().isEmpty();
        if (empty) {
            messages.add(OpenplexMessage.OPX0005I.with(shown));
        }
        messages.add(ProfileMessage.EZZ0316I.with(shown));
        boolean errors = messages.stream().anyMatch(Message::isError);
        if (errors) {
            messages.add(ProfileMessage.EZZ0303I.with(typeInErrors));
        }
        int before = builder.diagnostics().size();
        DeviceStatements.checkLinksHaveHomes(builder);
        List<Diagnostic> last =
                builder.diagnostics().subList(before, builder.diagnostics().size());
        diagnostics.addAll(last);
        messages.addAll(messagesOf(last));
        return new ProfileResult(true, errors, builder.build(), diagnostics, messages);
    }

    private static List<Message> messagesOf(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::message).toList();
    }

    private static void apply(ParsedStatement statement, ProfileBuilder builder) {
        if (statement.is(DeviceStatements.DEVICE)) {
            DeviceStatements.device(statement, builder);
        } else if (statement.is(DeviceStatements.LINK)) {
            DeviceStatements.link(statement, builder);
        } else if (statement.is(DeviceStatements.HOME)) {
            DeviceStatements.home(statement, builder);
        } else if (statement.is(DeviceStatements.START)) {
            DeviceStatements.start(statement, builder);
        } else if (statement.is(InterfaceStatement.INTERFACE)) {
            InterfaceStatement.define(statement, builder);
        } else if (statement.is(RouteStatements.BEGINROUTES)) {
            RouteStatements.routes(statement, builder);
        } else if (statement.is(IpConfigStatements.IPCONFIG)) {
            builder.ipConfig = IpConfigStatements.apply(builder.ipConfig, statement.values());
        } else if (statement.is(IpConfigStatements.IPCONFIG6)) {
            builder.ipConfig6 = IpConfigStatements.apply(builder.ipConfig6, statement.values());
        } else if (statement.is(GlobalConfigStatement.GLOBALCONFIG)) {
            builder.globalConfig = GlobalConfigStatement.apply(builder.globalConfig, statement.values());
        } else if (statement.is(TcpConfigStatement.TCPCONFIG)) {
            TcpConfigStatement.apply(statement, builder);
        } else if (statement.is(PortStatements.PORT)) {
            PortStatements.port(statement, builder);
        } else if (statement.is(PortStatements.PORTRANGE)) {
            PortStatements.portRange(statement, builder);
        } else if (statement.is(AutologStatement.AUTOLOG)) {
            AutologStatement.apply(statement, builder);
        }
    }
}
