package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Messages that wait for the operator's reply (WTOR). Each has a number of two digits, 01 to 99, that is not given
 * again
 * while the message waits; it stays on the console until it is answered or withdrawn. Used on the loop only; the time
 * comes from outside.
 */
public final class OutstandingReplies {
    /** Most messages that can wait at a time. */
    public static final int MOST = 99;

    /** Who asks. On the loop. */
    @FunctionalInterface
    public interface Asker {
        /**
         * Judges a reply and acts on it.
         *
         * @param text reply in upper case, without the apostrophes around it
         * @param wallMillis milliseconds since 1970
         */
        Verdict judge(String text, long wallMillis);
    }

    /** What the asker says to a reply. */
    public sealed interface Verdict {
        /**
         * The question is answered and gone.
         *
         * @param messages whole texts for the operator, in order; may be empty
         */
        record Accepted(List<String> messages) implements Verdict {
            /** Copies the messages. */
            public Accepted {
                messages = List.copyOf(messages);
            }
        }

        /**
         * The question stays.
         *
         * @param message whole text that says why
         */
        record Refused(String message) implements Verdict {}
    }

    /**
     * A message that waits.
     *
     * @param number 1-99
     * @param text as on the console: asterisk, number, message
     * @param timeMillis when it was issued, milliseconds since 1970
     */
    public record Pending(int number, String text, long timeMillis) {}

    private record Question(Pending pending, Asker asker) {}

    private final MessageLog log;
    private final Map<Integer, Question> questions = new LinkedHashMap<>();
    private int last;

    /**
     * Nothing waits.
     *
     * @param log where the messages appear and are deleted
     */
    public OutstandingReplies(MessageLog log) {
        this.log = log;
    }

    /**
     * Issues a message that waits for a reply.
     *
     * @param message with its own number, for example IXC402D
     * @param asker judges the replies
     * @param wallMillis milliseconds since 1970
     * @return the reply number; empty when {@link #MOST} messages wait already, and then nothing was issued
     */
    public OptionalInt ask(Message message, Asker asker, long wallMillis) {
        if (questions.size() >= MOST) {
            return OptionalInt.empty();
        }
        do {
            last = last % MOST + 1;
        } while (questions.containsKey(last));
        Pending pending = new Pending(last, String.format("*%02d %s", last, message.text()), wallMillis);
        questions.put(last, new Question(pending, asker));
        log.hold(message.id().name(), pending.text(), wallMillis);
        return OptionalInt.of(last);
    }

    /** Deletes a message whose question is moot; nothing happens when it does not wait any more. */
    public void withdraw(int number, long wallMillis) {
        Question question = questions.remove(number);
        if (question != null) {
            log.release(question.pending().text(), wallMillis);
        }
    }

    /** Messages that wait, oldest first. */
    public List<Pending> pending() {
        return questions.values().stream().map(Question::pending).toList();
    }

    /** True when nothing waits. */
    public boolean isEmpty() {
        return questions.isEmpty();
    }

    /** The text of a message that waits. */
    String textOf(int number) {
        Question question = questions.get(number);
        return question == null ? "" : question.pending().text();
    }

    /** Says something about a question later than its reply. */
    void tell(String text, long wallMillis) {
        log.issue(text, wallMillis);
    }

    /**
     * REPLY.
     *
     * @param operands what follows the verb, upper case: number, comma, text
     */
    CommandResult reply(String operands, long wallMillis) {
        int comma = operands.indexOf(',');
        String id = (comma < 0 ? operands : operands.substring(0, comma)).strip();
        int number = id.length() > 2 ? -1 : Numbers.decimal(id, 1, MOST);
        if (number < 0 || comma < 0) {
            return CommandResult.refused(CommandMessage.IEE305I.with("REPLY").text());
        }
        Question question = questions.get(number);
        if (question == null) {
            return CommandResult.refused(OpenplexMessage.OPX0020I
                    .with("REPLY " + Fold.shown(id), "NO MESSAGE WITH THIS NUMBER WAITS FOR A REPLY")
                    .text());
        }
        String text = unquoted(operands.substring(comma + 1).strip());
        return switch (question.asker().judge(text, wallMillis)) {
            case Verdict.Accepted accepted -> {
                withdraw(number, wallMillis);
                String taken = CommandMessage.IEE600I
                        .with(String.format("%02d", number), Fold.shown(text))
                        .text();
                log.issue(taken, wallMillis);
                List<String> lines = new ArrayList<>(List.of(taken));
                lines.addAll(accepted.messages());
                yield CommandResult.done(lines);
            }
            case Verdict.Refused refused -> CommandResult.refused(refused.message());
        };
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }
}
