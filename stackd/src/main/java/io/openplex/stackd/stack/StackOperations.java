package io.openplex.stackd.stack;

import io.openplex.dvipa.CommandOutcome;
import io.openplex.dvipa.LocalRow;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.stackd.console.ServerSelection;
import io.openplex.stackd.console.StackControl;
import io.openplex.stackd.console.SysplexCommands;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.sysplex.Sysplex;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/** What an operator can have done to a stack. */
final class StackOperations implements SysplexCommands, StackControl {
    /** A change needs the records: while nobody can write them, everything stays as it is (design invariant I3). */
    private static final String NO_COORDINATION = "THE COORDINATION SERVICE DOES NOT ANSWER";

    private final TcpEngine tcp;
    private final Sysplex sysplex;
    private final StackLife life;
    private final Surroundings around;

    StackOperations(TcpEngine tcp, Sysplex sysplex, StackLife life, Surroundings around) {
        this.tcp = tcp;
        this.sysplex = sysplex;
        this.life = life;
        this.around = around;
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome leaveGroup() {
        if (sysplex.self().isEmpty()) {
            return refused("LEAVEGROUP", "THE STACK IS NOT A MEMBER OF THE GROUP");
        }
        if (sysplex.coordinationLost()) {
            return refused("LEAVEGROUP", NO_COORDINATION);
        }
        return life.leaveByOperator() ? accepted() : refused("LEAVEGROUP", "THE STACK IS LEAVING THE GROUP");
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome joinGroup() {
        if (sysplex.self().isPresent()) {
            return refused("JOINGROUP", "THE STACK IS A MEMBER OF THE GROUP");
        }
        if (sysplex.joining()) {
            return refused("JOINGROUP", "THE STACK IS JOINING THE GROUP");
        }
        life.join(EnfEvent.Reason.OPERATOR);
        return accepted();
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome deactivate(String dvipa) {
        return change("DEACTIVATE", dvipa, true);
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome reactivate(String dvipa) {
        return change("REACTIVATE", dvipa, false);
    }

    private io.openplex.stackd.console.CommandOutcome change(String command, String dvipa, boolean deactivate) {
        Optional<IpAddress> address = named(dvipa);
        if (sysplex.self().isPresent() && sysplex.coordinationLost()) {
            return refused(command, NO_COORDINATION);
        }
        if (address.isEmpty()) {
            return refused(command, dvipa + " IS NOT A DYNAMIC VIPA OF THIS STACK");
        }
        CommandOutcome outcome = sysplex.command(address.get(), deactivate);
        if (outcome == CommandOutcome.ACCEPTED) {
            return accepted();
        }
        String why = outcome == null ? "NO ANSWER" : outcome.name().replace('_', ' ');
        return refused(command, dvipa + ": " + why);
    }

    /** By address, or by IPv6 interface name. */
    private Optional<IpAddress> named(String dvipa) {
        Optional<IpAddress> parsed = IpAddress.tryParse(dvipa);
        if (parsed.isPresent()) {
            return parsed;
        }
        return sysplex.dvipa().localRows().stream()
                .filter(row -> row.interfaceName().equals(dvipa))
                .map(LocalRow::address)
                .findFirst();
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome quiesce(ServerSelection servers) {
        return notSupported("SYSPLEX,QUIESCE");
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome resume(ServerSelection servers) {
        return notSupported("SYSPLEX,RESUME");
    }

    @Override
    public void removeSystem(String system, RemovalEnd end) {
        Optional<Member> member = sysplex.members().stream()
                .filter(m -> m.info().system().equals(system))
                .findFirst();
        String command = "VARY XCF," + system + ",OFFLINE";
        if (member.isEmpty()) {
            end.ended(
                    refused(command, "IT IS NOT A MEMBER"), around.wallMillis().getAsLong());
            return;
        }
        sysplex.removeMember(
                member.get(),
                refusal -> end.ended(
                        refusal.map(why -> refused(command, why)).orElseGet(StackOperations::accepted),
                        around.wallMillis().getAsLong()));
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome drop(int connectionId) {
        return tcp.drop(connectionId, around.clock().nanos())
                ? accepted()
                : refused("DROP", String.format("%08X", connectionId) + " IS NOT A CONNECTION OF THIS STACK");
    }

    @Override
    public io.openplex.stackd.console.CommandOutcome syntaxCheck(String dataSet) {
        List<Message> messages = around.syntaxCheck().apply(dataSet);
        List<String> texts = messages.stream().map(Message::text).toList();
        boolean errors = messages.stream().anyMatch(Message::isError);
        return new io.openplex.stackd.console.CommandOutcome(!errors, texts);
    }

    @Override
    public void stop() {
        around.events().stopWanted();
    }

    private static io.openplex.stackd.console.CommandOutcome accepted() {
        return io.openplex.stackd.console.CommandOutcome.carriedOut();
    }

    private static io.openplex.stackd.console.CommandOutcome refused(String command, String why) {
        return io.openplex.stackd.console.CommandOutcome.refused(
                OpenplexMessage.OPX0020I.with(command, why).text());
    }

    private static io.openplex.stackd.console.CommandOutcome notSupported(String function) {
        return io.openplex.stackd.console.CommandOutcome.refused(
                OpenplexMessage.OPX0004I.with(function).text());
    }
}
