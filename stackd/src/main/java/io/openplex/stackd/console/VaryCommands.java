package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.MessageId;
import io.openplex.proto.messages.SysplexMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** VARY TCPIP and STOP: the frame of every reply and what goes to the stack (operations.md 2). */
final class VaryCommands {
    private final SysplexCommands sysplex;
    private final StackControl control;

    VaryCommands(SysplexCommands sysplex, StackControl control) {
        this.sysplex = sysplex;
        this.control = control;
    }

    CommandResult leaveGroup(Invocation call) {
        return framed(
                call,
                sysplex.leaveGroup(),
                SysplexMessage.EZD1178I.with("LEAVEGROUP").text());
    }

    CommandResult joinGroup(Invocation call) {
        return framed(
                call,
                sysplex.joinGroup(),
                SysplexMessage.EZD1178I.with("JOINGROUP").text());
    }

    CommandResult deactivate(Invocation call) {
        Optional<String> dvipa = call.arguments().filter(Filter.DVIPA);
        return dvipa.isEmpty()
                ? failed(call, missing(call, "DVIPA"))
                : framed(call, sysplex.deactivate(dvipa.get()), text(SysplexMessage.EZD1197I));
    }

    CommandResult reactivate(Invocation call) {
        Optional<String> dvipa = call.arguments().filter(Filter.DVIPA);
        return dvipa.isEmpty()
                ? failed(call, missing(call, "DVIPA"))
                : framed(call, sysplex.reactivate(dvipa.get()), text(SysplexMessage.EZD1189I));
    }

    CommandResult quiesce(Invocation call) {
        Optional<ServerSelection> servers = servers(call.arguments());
        return servers.isEmpty()
                ? failed(call, missing(call, "PORT, JOBNAME OR TARGET"))
                : framed(call, sysplex.quiesce(servers.get()), text(SysplexMessage.EZD1198I));
    }

    CommandResult resume(Invocation call) {
        Optional<ServerSelection> servers = servers(call.arguments());
        return servers.isEmpty()
                ? failed(call, missing(call, "PORT, JOBNAME OR TARGET"))
                : framed(call, sysplex.resume(servers.get()), text(SysplexMessage.EZD1199I));
    }

    /** The servers that the operands select, or nothing when they do not fit together. */
    private static Optional<ServerSelection> servers(Arguments arguments) {
        Optional<String> port = arguments.filter(Filter.PORT);
        Optional<String> job = arguments.filter(Filter.JOBNAME);
        Optional<String> asid = arguments.filter(Filter.ASID);
        int space = asid.isEmpty() ? 0 : Numbers.hex(asid.get(), 1, 0xffff);
        OptionalInt asidOperand = asid.isEmpty() ? OptionalInt.empty() : OptionalInt.of(space);
        if (space < 0 || asid.isPresent() && job.isEmpty()) {
            return Optional.empty();
        }
        if (arguments.has("TARGET")) {
            return port.isPresent() || job.isPresent()
                    ? Optional.empty()
                    : Optional.of(new ServerSelection.WholeTarget());
        }
        if (port.isPresent()) {
            int number = Numbers.decimal(port.get(), 1, 65_535);
            return number < 0 ? Optional.empty() : Optional.of(new ServerSelection.ByPort(number, job, asidOperand));
        }
        return job.map(name -> new ServerSelection.ByJob(name, asidOperand));
    }

    CommandResult drop(Invocation call) {
        List<String> positional = call.arguments().positional();
        Optional<String> id =
                positional.isEmpty() ? call.arguments().filter(Filter.CONNECTION) : Optional.of(positional.getFirst());
        if (id.isEmpty()) {
            return failed(call, missing(call, "CONNECTION"));
        }
        if (!Numbers.isConnectionId(id.get())) {
            return failed(call, call.invalid(id.get()).lines());
        }
        return framed(call, control.drop(Integer.parseUnsignedInt(id.get(), 16)));
    }

    CommandResult syntaxCheck(Invocation call) {
        if (call.arguments().positional().isEmpty()) {
            return failed(call, missing(call, "DATA SET NAME"));
        }
        CommandOutcome outcome =
                control.syntaxCheck(call.arguments().positional().getFirst());
        List<String> lines = frame(call);
        lines.add(text(CommandMessage.EZZ0061I));
        lines.addAll(outcome.messages());
        lines.add(text(outcome.accepted() ? CommandMessage.EZZ0062I : CommandMessage.EZZ0064I));
        lines.add(text(CommandMessage.EZZ0065I));
        return new CommandResult(lines, Optional.empty(), outcome.accepted());
    }

    /** A function of VARY that exists in z/OS and not here. */
    CommandResult unsupported(Invocation call) {
        return failed(call, call.unsupported("VARY TCPIP,," + call.name()).lines());
    }

    CommandResult stop(Invocation call) {
        control.stop();
        return CommandResult.done(List.of(
                CommandMessage.EZZ0053I.with("STOP " + call.view().stack()).text()));
    }

    private static CommandResult framed(Invocation call, CommandOutcome outcome, String... closing) {
        if (!outcome.accepted()) {
            return failed(call, outcome.messages());
        }
        List<String> lines = frame(call);
        lines.add(CommandMessage.EZZ0053I.with(frameName(call)).text());
        lines.addAll(List.of(closing));
        lines.addAll(outcome.messages());
        return CommandResult.done(lines);
    }

    static CommandResult failed(Invocation call, List<String> reasons) {
        List<String> lines = frame(call);
        lines.addAll(reasons);
        lines.add(CommandMessage.EZZ0059I.with(frameName(call)).text());
        return new CommandResult(lines, Optional.empty(), false);
    }

    private static List<String> frame(Invocation call) {
        List<String> lines = new ArrayList<>();
        lines.add(CommandMessage.EZZ0060I.with(call.echo()).text());
        return lines;
    }

    /** Name of the command inside EZZ0053I and EZZ0059I; all but OBEYFILE's are unconfirmed (operations.md 2). */
    private static String frameName(Invocation call) {
        return switch (call.command().name()) {
            case "OBEYFILE" -> "VARY OBEY";
            case "START", "STOP", "DROP" -> "VARY " + call.command().name();
            default -> call.name();
        };
    }

    private static List<String> missing(Invocation call, String operand) {
        return call.missing(operand).lines();
    }

    private static String text(MessageId id) {
        return id.with().text();
    }
}
