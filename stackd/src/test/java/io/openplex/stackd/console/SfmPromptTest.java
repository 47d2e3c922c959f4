package io.openplex.stackd.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SfmPromptTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HEARD = LabStack.NOW;
    private static final long WALL = LabStack.NOW + 500;

    private final MessageLog log = new MessageLog("SYSA", 100);
    private final OutstandingReplies replies = new OutstandingReplies(log);
    private final List<String> down = new ArrayList<>();
    private Optional<String> objection = Optional.empty();
    private final SfmPrompt prompt = new SfmPrompt(
            replies,
            system -> {
                down.add(system);
                return objection;
            },
            ZoneOffset.UTC);

    private List<String> questions() {
        return replies.pending().stream().map(OutstandingReplies.Pending::text).toList();
    }

    @Test
    void itAsksOnceForEachSystem() {
        prompt.missing("SYSB", HEARD, WALL);
        prompt.missing("SYSB", HEARD, WALL + 20);
        prompt.missing("SYSC", HEARD, WALL + 40);
        assertThat(prompt.step(0, WALL + 60)).isZero();
        assertThat(questions())
                .containsExactly(
                        "*01 IXC402D SYSB LAST OPERATIVE AT 10:11:09. REPLY DOWN AFTER SYSTEM RESET OR INTERVAL=SSSSS "
                                + "TO SET A REPROMPT TIME.",
                        "*02 IXC402D SYSC LAST OPERATIVE AT 10:11:09. REPLY DOWN AFTER SYSTEM RESET OR INTERVAL=SSSSS "
                                + "TO SET A REPROMPT TIME.");
        assertThat(prompt.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void downRemovesTheSystemAndIsNotAskedAgain() {
        prompt.missing("SYSB", HEARD, WALL);
        assertThat(prompt.isDown("SYSB")).isFalse();
        assertThat(replies.reply("01,DOWN", WALL).success()).isTrue();
        assertThat(down).containsExactly("SYSB");
        assertThat(prompt.isDown("SYSB")).isTrue();
        prompt.missing("SYSB", HEARD, WALL + 20);
        prompt.step(100 * SECOND, WALL + 20);
        assertThat(questions()).isEmpty();
        prompt.settled("SYSB", WALL + 40);
        assertThat(prompt.isDown("SYSB")).isFalse();
        prompt.missing("SYSB", HEARD, WALL + 60);
        assertThat(questions()).hasSize(1);
    }

    @Test
    void downIsRefusedWhileAMemberHearsTheSystem() {
        objection = Optional.of("SYSCTCPIPC STILL HEARS SYSB");
        prompt.missing("SYSB", HEARD, WALL);
        CommandResult refused = replies.reply("01,DOWN", WALL);
        assertThat(refused.success()).isFalse();
        assertThat(refused.lines()).containsExactly("OPX0020I REPLY DOWN REFUSED: SYSCTCPIPC STILL HEARS SYSB");
        assertThat(prompt.isDown("SYSB")).isFalse();
        assertThat(questions()).hasSize(1);
        objection = Optional.empty();
        assertThat(replies.reply("01,DOWN", WALL).success()).isTrue();
    }

    @Test
    void intervalAsksAgainAfterItsSeconds() {
        prompt.missing("SYSB", HEARD, WALL);
        replies.reply("01,INTERVAL=90", WALL);
        assertThat(questions()).isEmpty();
        assertThat(prompt.step(5 * SECOND, WALL)).isZero();
        assertThat(prompt.nextDeadlineNanos()).isEqualTo(95 * SECOND);
        prompt.missing("SYSB", HEARD, WALL + 1000);
        assertThat(prompt.step(95 * SECOND - 1, WALL + 90_000)).isZero();
        assertThat(questions()).isEmpty();
        assertThat(prompt.step(95 * SECOND, WALL + 90_000)).isEqualTo(1);
        assertThat(questions()).singleElement().asString().startsWith("*02 IXC402D SYSB LAST OPERATIVE AT 10:11:09.");
        assertThat(prompt.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(prompt.step(200 * SECOND, WALL + 195_000)).isZero();
    }

    @Test
    void otherRepliesAreRefused() {
        prompt.missing("SYSB", HEARD, WALL);
        for (String text : List.of("", "UP", "DOWN NOW", "INTERVAL", "INTERVAL=", "INTERVAL=86401", "INTERVAL=-1")) {
            assertThat(replies.reply("01," + text, WALL).lines())
                    .as(text)
                    .containsExactly(
                            "OPX0020I REPLY REFUSED: DOWN OR INTERVAL=SSSSS IS EXPECTED, SSSSS FROM 0 TO 86400");
        }
        assertThat(questions()).hasSize(1);
        assertThat(down).isEmpty();
        assertThat(replies.reply("01,INTERVAL=86400", WALL).success()).isTrue();
    }

    @Test
    void aSystemThatIsHeardAgainNeedsNoAnswer() {
        prompt.missing("SYSB", HEARD, WALL);
        prompt.missing("SYSC", HEARD, WALL);
        replies.reply("02,INTERVAL=1", WALL);
        prompt.step(0, WALL);
        prompt.settled("SYSB", WALL + 20);
        prompt.settled("SYSC", WALL + 20);
        prompt.settled("SYSX", WALL + 20);
        assertThat(questions()).isEmpty();
        assertThat(log.retained()).isEmpty();
        assertThat(prompt.step(10 * SECOND, WALL + 10_000)).isZero();
        assertThat(prompt.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutAFreeNumberItAsksLater() {
        for (int i = 0; i < OutstandingReplies.MOST; i++) {
            prompt.missing("S" + i, HEARD, WALL);
        }
        prompt.missing("SYSB", HEARD, WALL);
        assertThat(prompt.step(0, WALL)).isZero();
        prompt.settled("S3", WALL);
        assertThat(prompt.step(1, WALL)).isEqualTo(1);
        assertThat(questions()).last().asString().startsWith("*04 IXC402D SYSB ");
    }
}
