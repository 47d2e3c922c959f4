package io.openplex.stackd.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole dialogues against the expected text of transcripts.txt. There, a line that begins with {@code ===} names the
 * transcript and may set the situation (out, second-stack, forty-connections, refuse, stale; SYSC late or silent;
 * policy
 * prompt; the removal of SYSC asked, and carried out at-once); {@code >} is the command.
 */
class TranscriptTest {
    private record Transcript(String title, String command, List<String> expected) {}

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return read().stream().map(each -> DynamicTest.dynamicTest("operations " + each.title(), () -> check(each)));
    }

    private static void check(Transcript transcript) {
        LabStack stack = new LabStack();
        String title = transcript.title();
        stack.member = !title.contains("[out]");
        stack.secondStack = title.contains("[second-stack]");
        stack.extraConnections = title.contains("[forty-connections]") ? 35 : 0;
        stack.current = !title.contains("[stale]");
        if (title.contains("[refuse]")) {
            stack.outcome = CommandOutcome.refused("OPX0004I FUNCTION X IS NOT SUPPORTED AT THIS LEVEL");
        }
        stack.silence = title.contains("[silent]") ? 4711 : title.contains("[late]") ? 300 : 0;
        stack.removesAtOnce = title.contains("[at-once]");
        if (title.contains("[prompt]")) {
            stack.facts = stack.facts.withAction(SfmAction.PROMPT);
        }
        OperatorConsole console = stack.console();
        if (title.contains("[asked]")) {
            console.execute("V XCF,SYSC,OFFLINE", Authority.CONTROL, LabStack.NOW);
        }
        CommandResult result = console.execute(transcript.command(), Authority.CONTROL, LabStack.NOW);
        assertThat(String.join("\n", result.lines())).isEqualTo(String.join("\n", transcript.expected()));
    }

    private static List<Transcript> read() throws IOException {
        List<Transcript> all = new ArrayList<>();
        try (InputStream in = TranscriptTest.class.getResourceAsStream("transcripts.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.split("(?m)^=== ", -1)) {
                if (block.isBlank() || block.startsWith("#")) {
                    continue;
                }
                List<String> lines =
                        new ArrayList<>(List.of(block.stripTrailing().split("\n", -1)));
                String title = lines.removeFirst();
                String command = lines.removeFirst().substring(2);
                all.add(new Transcript(title, command, List.copyOf(lines)));
            }
        }
        assertThat(all).hasSizeGreaterThan(30);
        return all;
    }
}
