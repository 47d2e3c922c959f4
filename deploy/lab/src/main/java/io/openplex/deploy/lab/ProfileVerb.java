package io.openplex.deploy.lab;

import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.Reference;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Symbols;
import io.openplex.stackd.console.Json;
import io.openplex.stackd.daemon.ProfileFiles;
import io.openplex.stackd.profile.ProfileLanguage;
import io.openplex.stackd.profile.ProfileReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openplex profile}: PROFILE.TCPIP without a stack. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Checks a PROFILE.TCPIP and explains its statements; needs no lab.")
final class ProfileVerb implements Runnable {
    private static final Pattern SYMBOL = Pattern.compile("&[A-Za-z@#$][A-Za-z0-9@#$_]*");

    @Spec
    private @Nullable CommandSpec spec;

    private PrintWriter out() {
        return Optional.ofNullable(spec).orElseThrow().commandLine().getOut();
    }

    @Override
    public void run() {
        throw LabFailure.usage("profile takes check FILE or help [STATEMENT]");
    }

    /**
     * The dialogue of VARY TCPIP,,SYNTAXCHECK.
     *
     * @return 0 without errors; messages about what has no effect are none
     */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says what is wrong with a profile, as VARY TCPIP,,SYNTAXCHECK does.")
    int check(
            @Parameters(paramLabel = "FILE", description = "Profile; INCLUDE looks beside it.") Path file,
            @Option(names = "--system", paramLabel = "NAME", description = "System whose symbols are meant.")
                    Optional<String> system,
            @Option(names = "--symbol", paramLabel = "NAME=VALUE", description = "A system symbol; repeatable.")
                    Map<String, String> symbols,
            @Option(names = "--json", description = "One JSON object.") boolean json) {
        if (!Files.isRegularFile(file)) {
            throw LabFailure.usage("there is no file " + file);
        }
        Map<String, String> own = symbols == null ? Map.of() : symbols;
        Symbols all = system.map(name -> Symbols.ofSystem(name.toUpperCase(Locale.ROOT), "LOCAL", own))
                .orElseGet(() -> Symbols.of(own));
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        ProfileReader reader = new ProfileReader(new ProfileFiles(file, folder), all);
        List<Message> messages = reader.syntaxCheck(ProfileReader.DD_PROFILE);
        boolean errors = messages.stream().anyMatch(Message::isError);
        PrintWriter out = out();
        if (json) {
            List<Diagnostic> places = reader.changes(ProfileReader.DD_PROFILE).diagnostics();
            out.println(Json.write(json(file, errors, messages, places)));
        } else {
            messages.forEach(message -> out.println(message.text()));
            unset(messages).ifPresent(out::println);
        }
        out.flush();
        return errors ? LabFailure.FAILED : 0;
    }

    /** A symbol without a value stays in the text as it is written, and then stands in a message. */
    private static Optional<String> unset(List<Message> messages) {
        Set<String> names = new TreeSet<>();
        for (Message message : messages) {
            Matcher symbol = SYMBOL.matcher(message.text());
            while (symbol.find()) {
                names.add(symbol.group());
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("no value for " + String.join(", ", names)
                        + "; --symbol NAME=VALUE sets one, --system NAME those of a system");
    }

    private static Map<String, Object> json(
            Path file, boolean errors, List<Message> messages, List<Diagnostic> places) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", file.toString());
        all.put("errors", errors);
        all.put("dialogue", messages.stream().map(Message::text).toList());
        all.put("messages", places.stream().map(p -> place(file, p)).toList());
        return all;
    }

    private static Map<String, Object> place(Path file, Diagnostic diagnostic) {
        Message message = diagnostic.message();
        String name = diagnostic.at().file();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", message.id().name());
        one.put("severity", message.severity().name());
        one.put("file", name.equals(ProfileReader.DD_PROFILE) ? file.toString() : name);
        one.put("line", diagnostic.at().line());
        one.put("text", message.text());
        return one;
    }

    /** The reference of one statement, or the list of all. */
    @Command(name = "help", mixinStandardHelpOptions = true, description = "Explains a statement, or lists all.")
    int help(
            @Parameters(paramLabel = "STATEMENT", arity = "0..1", description = "Name of a statement.")
                    Optional<String> name) {
        PrintWriter out = out();
        if (name.isEmpty()) {
            ProfileLanguage.statements().forEach(s -> out.println(summary(s)));
        } else {
            Statement statement = find(name.get());
            Reference.of(statement).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static Statement find(String name) {
        return ProfileLanguage.statements().stream()
                .flatMap(s -> Stream.concat(Stream.of(s), s.block().stream().flatMap(b -> b.statements().stream())))
                .filter(s -> s.name().matches(name))
                .findFirst()
                .orElseThrow(() ->
                        LabFailure.usage("there is no statement " + name + "; \"openplex profile help\" lists them"));
    }

    private static String summary(Statement statement) {
        return String.format("%-18s %s", statement.name().written(), statement.purpose());
    }
}
