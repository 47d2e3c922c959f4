package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A command that was understood.
 *
 * @param command its declaration
 * @param arguments its operands
 * @param echo the text with the verb expanded
 * @param view what displays can see
 * @param time of the command
 * @param identifier multi-line identifier for a reply that needs one
 */
record Invocation(
        ConsoleCommand command, Arguments arguments, String echo, StackView view, ZonedDateTime time, int identifier) {
    static final String RELEASE = "V2R5";

    /** A whole report as the reply. */
    CommandResult display(Report report) {
        return new CommandResult(report.lines(identifier), Optional.of(report), true);
    }

    /** A report cut at MAX; {@code standard} when MAX is not given. */
    CommandResult displayLimited(Report report, int standard) {
        Optional<String> max = arguments.filter(Filter.MAX);
        if (max.isEmpty()) {
            return display(report.first(standard));
        }
        if ("*".equals(max.get())) {
            return display(report);
        }
        int limit = Numbers.decimal(max.get(), 1, 65_535);
        return limit < 0 ? invalid("MAX=" + max.get()) : display(report.first(limit));
    }

    CommandResult invalid(String operand) {
        return refuse(CommandMessage.EZZ0054I.with(operand, name()));
    }

    CommandResult missing(String operand) {
        return refuse(CommandMessage.EZZ0056I.with(operand, name()));
    }

    CommandResult unsupported(String function) {
        return refuse(OpenplexMessage.OPX0004I.with(function));
    }

    CommandResult refuse(Message message) {
        return CommandResult.refused(message.text());
    }

    /** {@code NETSTAT,HOME}, {@code SYSPLEX,QUIESCE}: the path after the procname. */
    String name() {
        int from = command.toStack() ? 2 : 0;
        return String.join(
                ",",
                command
                        .path()
                        .subList(
                                Math.min(from, command.path().size() - 1),
                                command.path().size())
                        .stream()
                        .map(Keyword::name)
                        .toList());
    }
}
