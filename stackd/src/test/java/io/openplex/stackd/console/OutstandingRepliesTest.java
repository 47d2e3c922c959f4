package io.openplex.stackd.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.XcfMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OutstandingRepliesTest {
    private static final Message QUESTION = XcfMessage.IXC402D.with("SYSB", "10:11:09");

    private final MessageLog log = new MessageLog("SYSA", 10);
    private final OutstandingReplies replies = new OutstandingReplies(log);
    private final List<String> judged = new ArrayList<>();

    private OutstandingReplies.Verdict judge(String text, long wallMillis) {
        judged.add(text + " at " + wallMillis);
        return text.equals("YES")
                ? new OutstandingReplies.Verdict.Accepted(List.of("OPX0021I DONE"))
                : new OutstandingReplies.Verdict.Refused("OPX0020I NO");
    }

    @Test
    void theMessageIsOnTheConsoleUnderItsOwnIdUntilItIsAnswered() {
        List<ConsoleLine> heard = new ArrayList<>();
        log.subscribe(heard::add);
        assertThat(replies.ask(QUESTION, this::judge, 5)).hasValue(1);
        assertThat(log.retained()).singleElement().satisfies(line -> {
            assertThat(line.id()).isEqualTo("IXC402D");
            assertThat(line.text()).startsWith("*01 IXC402D SYSB LAST OPERATIVE AT 10:11:09.");
            assertThat(line.timeMillis()).isEqualTo(5);
        });

        CommandResult result = replies.reply("01,YES", 7);

        assertThat(result.success()).isTrue();
        assertThat(result.lines()).containsExactly("IEE600I REPLY TO 01 IS;YES", "OPX0021I DONE");
        assertThat(judged).containsExactly("YES at 7");
        assertThat(log.retained()).isEmpty();
        assertThat(replies.isEmpty()).isTrue();
        assertThat(heard).extracting(ConsoleLine::id).containsExactly("IXC402D", "IXC402D", "IEE600I");
        assertThat(heard).extracting(ConsoleLine::deleted).containsExactly(false, true, false);
        assertThat(heard.get(1).text()).isEqualTo(heard.get(0).text());
        assertThat(heard.get(1).timeMillis()).isEqualTo(7);
    }

    @Test
    void aRefusedReplyLeavesTheQuestion() {
        replies.ask(QUESTION, this::judge, 5);
        CommandResult refused = replies.reply("1,PERHAPS", 6);
        assertThat(refused.success()).isFalse();
        assertThat(refused.lines()).containsExactly("OPX0020I NO");
        assertThat(replies.pending()).hasSize(1);
        assertThat(log.recent()).hasSize(1);
    }

    @Test
    void theTextMayBeQuoted() {
        replies.ask(QUESTION, this::judge, 5);
        replies.reply("01, 'IT''S' ", 6);
        replies.reply("01,'", 6);
        replies.reply("01,", 6);
        assertThat(judged).containsExactly("IT'S at 6", "' at 6", " at 6");
    }

    @Test
    void aQuestionIsWithdrawnOnce() {
        replies.ask(QUESTION, this::judge, 5);
        replies.withdraw(1, 6);
        replies.withdraw(1, 7);
        assertThat(log.recent()).extracting(ConsoleLine::deleted).containsExactly(false, true);
        assertThat(replies.reply("01,YES", 8).success()).isFalse();
        assertThat(judged).isEmpty();
    }

    @Test
    void whatElseIsDeletedLeavesTheQuestionsAlone() {
        replies.ask(QUESTION, this::judge, 5);
        log.issue("EZZ9671E TCPIPA DETERMINED THAT VTAM WAS NOT ACTIVE FOR AT LEAST 60 SECONDS", 5);
        log.deleteAll(6);
        log.delete("IXC402D", 6);
        assertThat(log.retained()).extracting(ConsoleLine::id).containsExactly("IXC402D");
    }

    @Test
    void numbersRunTo99AndAreNotGivenTwice() {
        for (int i = 1; i <= OutstandingReplies.MOST; i++) {
            assertThat(replies.ask(QUESTION, this::judge, i)).hasValue(i);
        }
        assertThat(replies.ask(QUESTION, this::judge, 100)).isEqualTo(OptionalInt.empty());
        assertThat(log.retained()).hasSize(OutstandingReplies.MOST);
        replies.withdraw(40, 101);
        replies.withdraw(7, 101);
        assertThat(replies.ask(QUESTION, this::judge, 102)).hasValue(7);
        assertThat(replies.ask(QUESTION, this::judge, 102)).hasValue(40);
        assertThat(replies.pending().getLast().text()).startsWith("*40 IXC402D ");
    }

    @Test
    void anAskerMayAskAgainWhileItIsAnswered() {
        replies.ask(
                QUESTION,
                (text, wall) -> {
                    replies.ask(QUESTION, this::judge, wall);
                    return new OutstandingReplies.Verdict.Accepted(List.of());
                },
                5);
        replies.reply("01,X", 6);
        assertThat(replies.pending())
                .extracting(OutstandingReplies.Pending::number)
                .containsExactly(2);
    }

    @Test
    void whatIsNoReplyIsRefused() {
        replies.ask(QUESTION, this::judge, 5);
        for (String operands : List.of("", ",", "01", "YES", "0,YES", "001,YES", "-1,YES", "100,YES", "\u0661,YES")) {
            CommandResult result = replies.reply(operands, 6);
            assertThat(result.lines()).as(operands).containsExactly("IEE305I REPLY COMMAND INVALID");
        }
        assertThat(judged).isEmpty();
    }
}
