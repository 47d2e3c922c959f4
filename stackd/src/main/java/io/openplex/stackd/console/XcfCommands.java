package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.XcfMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * VARY XCF,sysname,OFFLINE: removes a system that is not heard any more, after the operator has confirmed it (IXC371D).
 * While it is heard, it is not removed; when it is heard again or gone before the answer, the question is withdrawn.
 */
final class XcfCommands {
    private final StackView view;
    private final SysplexCommands sysplex;
    private final OutstandingReplies replies;

    /** Reply numbers of the questions by system. */
    private final Map<String, Integer> asked = new LinkedHashMap<>();

    /** Systems whose removal was confirmed and has not ended. */
    private final TreeSet<String> removing = new TreeSet<>();

    XcfCommands(StackView view, SysplexCommands sysplex, OutstandingReplies replies) {
        this.view = view;
        this.sysplex = sysplex;
        this.replies = replies;
    }

    CommandResult offline(Invocation call) {
        List<String> operands = call.arguments().positional();
        if (operands.size() != 2 || !operands.get(1).equals("OFFLINE")) {
            return call.refuse(CommandMessage.IEE309I.with(Verb.VARY));
        }
        String system = operands.getFirst();
        Optional<String> objection = objection(system);
        if (objection.isPresent()) {
            return refused(system, objection.get());
        }
        if (asked.containsKey(system)) {
            return refused(system, String.format("REPLY TO %02d FIRST", asked.get(system)));
        }
        if (removing.contains(system)) {
            return refused(system, "ITS REMOVAL IS IN PROGRESS");
        }
        OptionalInt number = replies.ask(
                XcfMessage.IXC371D.with(system, system, system),
                (text, wallMillis) -> judge(system, text),
                call.time().toInstant().toEpochMilli());
        if (number.isEmpty()) {
            return refused(system, "TOO MANY MESSAGES WAIT FOR A REPLY");
        }
        asked.put(system, number.getAsInt());
        return CommandResult.done(List.of(replies.textOf(number.getAsInt())));
    }

    /** Why this system cannot be removed now. */
    private Optional<String> objection(String system) {
        if (view.group().isEmpty()) {
            return Optional.of("THIS STACK IS NOT A MEMBER OF THE GROUP");
        }
        if (system.equals(view.system())) {
            return Optional.of(system + " IS THIS SYSTEM");
        }
        Optional<XcfSystem> found = XcfSystem.of(view, system);
        if (found.isEmpty()) {
            return Optional.of(Fold.shown(system) + " IS NOT A SYSTEM OF THE SYSPLEX");
        }
        return found.get().heard() ? Optional.of(system + " IS STILL HEARD") : Optional.empty();
    }

    private OutstandingReplies.Verdict judge(String system, String text) {
        if (text.equals("C")) {
            asked.remove(system);
            return new OutstandingReplies.Verdict.Accepted(List.of());
        }
        if (!text.equals("SYSNAME=" + system)) {
            return new OutstandingReplies.Verdict.Refused(refusal("REPLY", "SYSNAME=" + system + " OR C IS EXPECTED"));
        }
        asked.remove(system);
        Optional<String> objection = objection(system);
        return new OutstandingReplies.Verdict.Accepted(
                objection.isPresent() ? List.of(refusal(command(system), objection.get())) : remove(system));
    }

    /** Begins the removal; what it says at once is part of the answer, what it says later goes to the console. */
    private List<String> remove(String system) {
        removing.add(system);
        PendingRemoval removal = new PendingRemoval(system);
        sysplex.removeSystem(system, removal);
        return removal.saidSoFar();
    }

    private final class PendingRemoval implements SysplexCommands.RemovalEnd {
        private final String system;
        private final List<String> said = new ArrayList<>();
        private boolean replied;
        private boolean ended;

        PendingRemoval(String system) {
            this.system = system;
        }

        List<String> saidSoFar() {
            replied = true;
            return said;
        }

        @Override
        public void ended(CommandOutcome outcome, long wallMillis) {
            if (ended) {
                return;
            }
            ended = true;
            removing.remove(system);
            if (replied) {
                outcome.messages().forEach(message -> replies.tell(message, wallMillis));
            } else {
                said.addAll(outcome.messages());
            }
        }
    }

    /** A question about a system that must not or need not be removed any more is withdrawn, with the reason. */
    void withdrawMoot(long wallMillis) {
        if (asked.isEmpty()) {
            return;
        }
        new LinkedHashMap<>(asked).forEach((system, number) -> {
            Optional<String> objection = objection(system);
            if (objection.isPresent()) {
                asked.remove(system);
                replies.withdraw(number, wallMillis);
                replies.tell(refusal(command(system), objection.get()), wallMillis);
            }
        });
    }

    private static String command(String system) {
        return "VARY XCF," + Fold.shown(system) + ",OFFLINE";
    }

    private static CommandResult refused(String system, String why) {
        return CommandResult.refused(refusal(command(system), why));
    }

    private static String refusal(String command, String why) {
        return OpenplexMessage.OPX0020I.with(command, why).text();
    }
}
