package io.openplex.deploy.operator;

import io.openplex.proto.v1.CommandReply;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code console}: operator commands, one or many. Exit code 0, 1 for a failed command or call, 2 for usage. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "Runs operator commands; without a command it reads them from the terminal or standard input.")
public final class ConsoleVerb implements Callable<Integer> {
    private final SystemDirectory directory;
    private final Optional<InputStream> scripted;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Targets targets = new Targets();

    @Option(names = "--json", description = "Prints displays as JSON, one line each.")
    private boolean json;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "One command in quotes, for example \"D TCPIP,,NETSTAT,HOME\".")
    private List<String> words = List.of();

    /** The command for systems of this directory. */
    public ConsoleVerb(SystemDirectory directory) {
        this.directory = directory;
        scripted = Optional.empty();
    }

    ConsoleVerb(SystemDirectory directory, InputStream input) {
        this.directory = directory;
        scripted = Optional.of(input);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        checkWords();
        try {
            List<SystemAddress> systems = targets.select(directory);
            if (!words.isEmpty()) {
                return once(systems, out);
            }
            try (OperatorClient client = firstThatAnswers(systems)) {
                return onTerminal() ? interactive(client) : lineByLine(client, out, err);
            }
        } catch (OperatorFailure failure) {
            err.println(failure.getMessage());
            err.flush();
            return 1;
        }
    }

    private void checkWords() {
        if (words.size() > 1) {
            throw targets.usage(
                    "a command is one argument; put it in quotes: console \"" + String.join(" ", words) + "\"");
        }
        if (!words.isEmpty() && words.getFirst().isBlank()) {
            throw targets.usage("the command is empty");
        }
    }

    private int once(List<SystemAddress> systems, PrintWriter out) {
        try (OperatorClient client = firstThatAnswers(systems)) {
            CommandReply reply = client.execute(words.getFirst(), json);
            print(reply, out);
            return reply.getSuccess() ? 0 : 1;
        }
    }

    /** The first system that can be reached; one that cannot has run nothing, so that the next may be asked. */
    private static OperatorClient firstThatAnswers(List<SystemAddress> systems) {
        for (SystemAddress system : systems) {
            OperatorClient client = new OperatorClient(system);
            Optional<OperatorFailure> failure = client.tryConnect();
            if (failure.isEmpty()) {
                return client;
            }
            client.close();
            if (systems.size() == 1) {
                throw failure.get();
            }
        }
        throw new OperatorFailure("no system answers; is the lab running?");
    }

    private boolean onTerminal() {
        // Absent on JDK 25 when standard input or output is no terminal, present and no terminal on others.
        return scripted.isEmpty()
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }

    private int lineByLine(OperatorClient client, PrintWriter out, PrintWriter err) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(scripted.orElse(System.in), StandardCharsets.UTF_8));
        int exit = 0;
        String line = lines.readLine();
        while (line != null && !isEnd(line)) {
            if (!line.isBlank()) {
                echo(line, out);
                exit = run(client, line, out, err) ? exit : 1;
            }
            line = lines.readLine();
        }
        return exit;
    }

    /** Answers of a batch stand below their commands; JSON lines stay JSON lines. */
    private void echo(String line, PrintWriter out) {
        if (!json) {
            out.println(">> " + line.strip());
            out.flush();
        }
    }

    private int interactive(OperatorClient client) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .completer((source, parsed, candidates) -> client.complete(
                                    parsed.line().substring(0, parsed.cursor()))
                            .forEach(text -> candidates.add(
                                    candidate(text, parsed.line(), parsed.wordCursor(), parsed.cursor()))))
                    .build();
            PrintWriter out = terminal.writer();
            while (true) {
                String line = reader.readLine(client.address().system() + "> ");
                if (isEnd(line)) {
                    return 0;
                }
                if (!line.isBlank()) {
                    boolean _ = run(client, line, out, out);
                }
            }
        } catch (UserInterruptException | EndOfFileException ended) {
            return 0;
        }
    }

    /** JLine completes the word under the cursor: the part of the whole text that begins with that word. */
    private static Candidate candidate(String whole, String line, int wordCursor, int cursor) {
        int wordStart = Math.min(cursor - wordCursor, whole.length());
        String display = line.isEmpty() ? whole : whole.substring(wordStart);
        return new Candidate(whole.substring(wordStart), display, null, null, null, null, !whole.endsWith("="));
    }

    private boolean run(OperatorClient client, String line, PrintWriter out, PrintWriter err) {
        try {
            CommandReply reply = client.execute(line, json);
            print(reply, out);
            return reply.getSuccess();
        } catch (OperatorFailure failure) {
            err.println(failure.getMessage());
            err.flush();
            return false;
        }
    }

    private static boolean isEnd(String line) {
        String word = line.strip().toUpperCase(Locale.ROOT);
        return "EXIT".equals(word) || "QUIT".equals(word);
    }

    private void print(CommandReply reply, PrintWriter out) {
        if (!json) {
            reply.getLinesList().forEach(out::println);
        } else if (reply.getJson().isEmpty()) {
            out.println(new JsonLine().flag("success", reply.getSuccess()).texts("lines", reply.getLinesList()));
        } else {
            out.println(reply.getJson());
        }
        out.flush();
    }
}
