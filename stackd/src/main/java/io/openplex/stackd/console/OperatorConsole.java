package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.OpenplexMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The console of one system: takes any text, answers lines (operations.md 0). Runs on the loop; reads no clock.
 */
public final class OperatorConsole {
    /** Longest command text. */
    public static final int COMMAND_MAX = 4096;

    private static final int IDENTIFIER_MAX = 999;

    private final StackView view;
    private final ZoneId zone;
    private final VaryCommands vary;
    private final XcfCommands xcf;
    private final OutstandingReplies replies;
    private final List<ConsoleCommand> table;
    private int lastIdentifier;

    /**
     * A console.
     *
     * @param view what displays can see
     * @param sysplex VARY TCPIP,,SYSPLEX
     * @param control other changes
     * @param replies messages that wait for a reply
     * @param zone local time of the displays
     */
    public OperatorConsole(
            StackView view, SysplexCommands sysplex, StackControl control, OutstandingReplies replies, ZoneId zone) {
        this.view = view;
        this.zone = zone;
        this.replies = replies;
        vary = new VaryCommands(sysplex, control);
        xcf = new XcfCommands(view, sysplex, replies);
        table = CommandTable.build(vary, xcf, replies);
    }

    /**
     * Withdraws the console's own questions that need no answer any more; to be called now and then.
     *
     * @param wallMillis milliseconds since 1970
     */
    public void withdrawMoot(long wallMillis) {
        xcf.withdrawMoot(wallMillis);
    }

    /**
     * Runs one command.
     *
     * @param text as typed
     * @param granted what the caller may do
     * @param wallMillis milliseconds since 1970, for displays that carry a time
     */
    public CommandResult execute(String text, Authority granted, long wallMillis) {
        if (text.length() > COMMAND_MAX) {
            return CommandResult.refused(CommandMessage.IEE305I.with("").text().strip());
        }
        return run(Fold.upper(text).strip(), granted, wallMillis, false);
    }

    /** Command texts that begin with what was typed. */
    public List<String> complete(String prefix) {
        return prefix.length() > COMMAND_MAX ? List.of() : Help.complete(table, Optional.of(view.stack()), prefix);
    }

    private CommandResult run(String text, Authority granted, long wallMillis, boolean routed) {
        int blank = text.indexOf(' ');
        String word = blank < 0 ? text : text.substring(0, blank);
        String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
        Optional<Verb> verb = Verb.of(word);
        if (verb.isEmpty() || rest.isEmpty()) {
            return CommandResult.refused(
                    CommandMessage.IEE305I.with(Fold.shown(word)).text());
        }
        Authority needed =
                verb.get() == Verb.DISPLAY || verb.get() == Verb.ROUTE ? Authority.DISPLAY : Authority.CONTROL;
        if (!granted.covers(needed)) {
            return CommandResult.refused(
                    CommandMessage.IEE345I.with(verb.get().name()).text());
        }
        return switch (verb.get()) {
            case DISPLAY, VARY -> lookUp(verb.get(), rest, granted, wallMillis);
            case MODIFY -> modify(Arguments.split(rest).getFirst());
            case STOP -> stop(rest, wallMillis);
            case ROUTE -> route(rest, granted, wallMillis, routed);
            case REPLY -> replies.reply(rest, wallMillis);
        };
    }

    private CommandResult lookUp(Verb verb, String rest, Authority granted, long wallMillis) {
        List<String> operands = Arguments.split(rest);
        if (verb == Verb.DISPLAY && isHelp(operands)) {
            return Help.of(table, operands.subList(3, operands.size()));
        }
        Optional<ConsoleCommand> found = table.stream()
                .filter(command -> command.matches(verb, operands))
                .max(Comparator.comparingInt(command -> command.path().size()));
        if (found.isEmpty() || found.get().path().size() == 1 && found.get().bare() && operands.size() > 1) {
            return unknown(verb, operands);
        }
        ConsoleCommand command = found.get();
        if (!granted.covers(command.authority())) {
            return CommandResult.refused(
                    CommandMessage.IEE345I.with(verb.name()).text());
        }
        if (command.toStack()) {
            Optional<CommandResult> refusal = wrongStack(operands.get(1));
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return invoke(command, verb.name() + " " + rest, operands, wallMillis);
    }

    private CommandResult invoke(ConsoleCommand command, String echo, List<String> operands, long wallMillis) {
        List<String> rest = operands.subList(command.path().size(), operands.size());
        Arguments.Parse parse = Arguments.parse(command, rest);
        return switch (parse) {
            case Arguments.Parse.Good good -> {
                CommandResult result = command.handler().run(invocation(command, good.arguments(), echo, wallMillis));
                if (result.report().isPresent() && result.lines().size() > 1) {
                    lastIdentifier = nextIdentifier();
                }
                yield result;
            }
            case Arguments.Parse.Wrong wrong -> {
                Arguments none = new Arguments(java.util.Map.of(), java.util.Set.of(), List.of());
                Invocation call = invocation(command, none, echo, wallMillis);
                CommandResult refusal =
                        call.invalid(wrong.operand().isEmpty() ? "(EMPTY)" : Fold.shown(wrong.operand()));
                yield command.verb() == Verb.VARY && command.ofTcpip()
                        ? VaryCommands.failed(call, refusal.lines())
                        : refusal;
            }
        };
    }

    private Invocation invocation(ConsoleCommand command, Arguments arguments, String echo, long wallMillis) {
        return new Invocation(
                command, arguments, echo, view, Instant.ofEpochMilli(wallMillis).atZone(zone), nextIdentifier());
    }

    private int nextIdentifier() {
        return lastIdentifier % IDENTIFIER_MAX + 1;
    }

    private static boolean isHelp(List<String> operands) {
        return operands.size() >= 3
                && "TCPIP".equals(operands.getFirst())
                && ("HELP".equals(operands.get(2)) || "?".equals(operands.get(2)));
    }

    private Optional<CommandResult> wrongStack(String procname) {
        if (procname.isEmpty()) {
            long active = view.stacks().stream().filter(StackStatus::active).count();
            return active <= 1
                    ? Optional.empty()
                    : Optional.of(CommandResult.refused(
                            CommandMessage.EZZ0056I.with("PROCNAME", "TCPIP").text()));
        }
        return procname.equals(view.stack()) ? Optional.empty() : Optional.of(notActive(procname));
    }

    private static CommandResult notActive(String name) {
        return CommandResult.refused(
                CommandMessage.IEE341I.with(Fold.shown(name)).text());
    }

    /** No command has this path: a wrong stack name first, then the first word that leads nowhere. */
    private CommandResult unknown(Verb verb, List<String> operands) {
        boolean tcpip = "TCPIP".equals(operands.getFirst());
        boolean xcf = verb == Verb.DISPLAY && "XCF".equals(operands.getFirst());
        if (!tcpip && !xcf) {
            return CommandResult.refused(
                    CommandMessage.IEE309I.with(verb.name()).text());
        }
        if (tcpip && operands.size() > 1) {
            Optional<CommandResult> refusal = wrongStack(operands.get(1));
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        int known = 1;
        for (ConsoleCommand command : table) {
            known = Math.max(known, commonPath(command, verb, operands));
        }
        // Without the comma of an empty procname: TCPIP, not "TCPIP,".
        String name = String.join(",", operands.subList(0, Math.min(known, operands.size())))
                .replaceFirst(",$", "");
        String reason = known >= operands.size()
                ? CommandMessage.EZZ0056I.with("FUNCTION", Fold.shown(name)).text()
                : CommandMessage.EZZ0054I
                        .with(Fold.shown(operands.get(known)), Fold.shown(name))
                        .text();
        if (verb != Verb.VARY) {
            return CommandResult.refused(reason);
        }
        String function = operands.size() > 2 ? Fold.shown(operands.get(2)) : "VARY";
        return CommandResult.refused(
                CommandMessage.EZZ0060I
                        .with(verb.name() + " " + String.join(",", operands))
                        .text(),
                reason,
                CommandMessage.EZZ0059I.with(function).text());
    }

    private static int commonPath(ConsoleCommand command, Verb verb, List<String> operands) {
        if (command.verb() != verb) {
            return 0;
        }
        int common = 0;
        while (common < operands.size() && common < command.path().size()) {
            Keyword word = command.path().get(common);
            if (!word.name().isEmpty() && !word.matches(operands.get(common))) {
                break;
            }
            common++;
        }
        return common;
    }

    private CommandResult modify(String name) {
        return name.equals(view.stack())
                ? CommandResult.refused(CommandMessage.EZZ3250I.with().text())
                : notActive(name);
    }

    private CommandResult stop(String name, long wallMillis) {
        if (!name.equals(view.stack())) {
            return notActive(name);
        }
        ConsoleCommand command =
                ConsoleCommand.of("P " + name, Authority.CONTROL, "Stops the stack in order.", vary::stop);
        return invoke(command, "STOP " + name, List.of(name), wallMillis);
    }

    private CommandResult route(String rest, Authority granted, long wallMillis, boolean routed) {
        int comma = rest.indexOf(',');
        String target = comma < 0 ? rest : rest.substring(0, comma).strip();
        if (comma < 0) {
            return CommandResult.refused(
                    CommandMessage.EZZ0056I.with("COMMAND", "ROUTE").text());
        }
        if (routed || !target.equals(view.system())) {
            String function = routed ? "ROUTE WITHIN ROUTE" : "ROUTE TO " + Fold.shown(target);
            return CommandResult.refused(OpenplexMessage.OPX0004I.with(function).text());
        }
        return run(rest.substring(comma + 1).strip(), granted, wallMillis, true);
    }
}
