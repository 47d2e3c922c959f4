package io.openplex.stackd.profile;

import io.openplex.distributor.config.Destination;
import io.openplex.distributor.config.Method;
import io.openplex.distributor.config.PortRange;
import io.openplex.distributor.config.VipaDistribute;
import io.openplex.distributor.config.VipaDistribute.Encapsulation;
import io.openplex.distributor.config.VipaDistribute.MethodOptions;
import io.openplex.distributor.config.VipaDistribute.TierOptions;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Token;
import io.openplex.proto.statements.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** VIPADISTRIBUTE (dvipa-and-distributor.md 1.7). */
final class DistributeInterpreter {
    /** Ports of one address on PORT; a range counts all its ports (both unconfirmed). */
    private static final int PORTS_MAX = 64;

    private final ProfileBuilder builder;
    private final Map<IpAddress, String> defined;

    DistributeInterpreter(ProfileBuilder builder, Map<IpAddress, String> defined) {
        this.builder = builder;
        this.defined = defined;
    }

    /** Adds the statement or says why not; false when the rest of the block is to be ignored. */
    boolean interpret(ParsedStatement statement) {
        Values values = statement.values();
        int line = statement.line();
        Method method = method(values);
        if (method != Method.HOTSTANDBY) {
            Optional<Token> standby = standbyKeyword(values);
            if (standby.isPresent()) {
                int at = standby.get().at().line();
                builder.say(ProfileMessage.EZZ0831I.with(standby.get().upper(), at), at);
                return false;
            }
        }
        VipaDistribute distribute = distribute(values, method);
        Optional<Message> refusal = refusal(distribute, values, line);
        if (refusal.isPresent()) {
            builder.say(refusal.get(), line);
        } else {
            builder.vipas.add(new VipaDynamic.Distribute(distribute, line));
        }
        return true;
    }

    private static Method method(Values values) {
        for (Method method : Method.values()) {
            Word word = VipaStatements.METHODS.get(method);
            if (word != null && values.has(word)) {
                return method;
            }
        }
        return Method.BASEWLM;
    }

    /** A keyword that only HOTSTANDBY takes. */
    private static Optional<Token> standbyKeyword(Values values) {
        for (Word word : List.of(
                VipaStatements.AUTOSWITCHBACK,
                VipaStatements.NOAUTOSWITCHBACK,
                VipaStatements.HEALTHSWITCH,
                VipaStatements.NOHEALTHSWITCH)) {
            if (values.has(word)) {
                return values.token(word);
            }
        }
        for (Values target : values.entries(VipaStatements.TARGETS)) {
            Optional<Token> role = target.token(VipaStatements.PREFERRED).or(() -> target.token(VipaStatements.BACKUP));
            if (role.isPresent()) {
                return role;
            }
        }
        return Optional.empty();
    }

    private static VipaDistribute distribute(Values values, Method method) {
        OptionalInt optLocal = values.flag(VipaStatements.OPTLOCAL, VipaStatements.NOOPTLOCAL, false)
                ? OptionalInt.of(values.get(VipaStatements.OPTLOCAL_VALUE).orElse(1))
                : OptionalInt.empty();
        List<PortRange> ports = values.entries(VipaStatements.PORT_LIST).stream()
                .map(p -> p.require(VipaStatements.PORTS))
                .toList();
        List<Destination> targets = new ArrayList<>();
        for (Values target : values.entries(VipaStatements.TARGETS)) {
            targets.add(destination(target));
        }
        return new VipaDistribute(
                VipaStatements.DELETE.equals(values.latest(VipaStatements.DEFINE, VipaStatements.DELETE)),
                options(values, method),
                values.has(VipaStatements.SYSPLEXPORTS),
                optLocal,
                values.get(VipaStatements.AFFINITY).orElse(0),
                tier(values),
                values.get(VipaStatements.ADDRESS),
                values.get(VipaStatements.INTERFACE).orElse(""),
                ports,
                values.has(VipaStatements.ALL),
                List.copyOf(targets));
    }

    private static MethodOptions options(Values values, Method method) {
        return new MethodOptions(
                method,
                values.get(VipaStatements.CP).orElse(1),
                values.get(VipaStatements.ZAAP).orElse(0),
                values.get(VipaStatements.ZIIP).orElse(0),
                values.get(VipaStatements.COST_ZAAP).orElse(1),
                values.get(VipaStatements.COST_ZIIP).orElse(1),
                values.get(VipaStatements.ILWEIGHTING).orElse(0),
                values.flag(VipaStatements.AUTOSWITCHBACK, VipaStatements.NOAUTOSWITCHBACK, true),
                values.flag(VipaStatements.HEALTHSWITCH, VipaStatements.NOHEALTHSWITCH, true));
    }

    private static TierOptions tier(Values values) {
        int tier = values.has(VipaStatements.TIER1) ? 1 : values.has(VipaStatements.TIER2) ? 2 : 0;
        Encapsulation encapsulation = values.has(VipaStatements.GRE)
                ? Encapsulation.GRE
                : values.has(VipaStatements.ENCAP) ? Encapsulation.ENCAP : Encapsulation.NONE;
        return new TierOptions(
                tier,
                values.get(VipaStatements.GROUP).orElse(""),
                encapsulation,
                values.get(VipaStatements.CONTROLPORT).orElse(TierOptions.DEFAULT_CONTROL_PORT));
    }

    private static Destination destination(Values target) {
        IpAddress address = target.require(VipaStatements.TARGET);
        int weight = target.get(VipaStatements.WEIGHT).orElse(Destination.DEFAULT_WEIGHT);
        if (target.has(VipaStatements.PREFERRED)) {
            return new Destination(address, weight, Destination.Preference.PREFERRED, 0);
        }
        return target.has(VipaStatements.BACKUP)
                ? new Destination(
                        address,
                        weight,
                        Destination.Preference.BACKUP,
                        target.get(VipaStatements.RANK).orElse(1))
                : new Destination(address, weight, Destination.Preference.NONE, 0);
    }

    /** Why the statement is ignored, if it is. */
    private Optional<Message> refusal(VipaDistribute one, Values values, int line) {
        Method method = one.method().method();
        if (!one.delete() && method == Method.HOTSTANDBY) {
            Optional<Message> standby = standbyRefusal(one, values.line(VipaStatements.DESTIP, line));
            if (standby.isPresent()) {
                return standby;
            }
        }
        boolean known = one.address().isPresent()
                ? defined.containsKey(one.address().get())
                : defined.containsValue(one.interfaceName());
        if (!known && builder.complete()) {
            String name = one.address().map(IpAddress::toConsole).orElse(one.interfaceName());
            return Optional.of(OpenplexMessage.OPX0011I.with("VIPADISTRIBUTE", line, name));
        }
        int ports = one.ports().stream().mapToInt(p -> p.last() - p.first() + 1).sum();
        if (ports > PORTS_MAX) {
            return Optional.of(ProfileMessage.EZZ0321I.with(ports + " PORTS", line, "PORT OF VIPADISTRIBUTE"));
        }
        return combinationRefusal(one, values, line);
    }

    private static Optional<Message> standbyRefusal(VipaDistribute one, int line) {
        if (one.allTargets()) {
            return Optional.of(ProfileMessage.EZZ0165I.with(line));
        }
        long preferred = count(one, Destination.Preference.PREFERRED);
        long backups = count(one, Destination.Preference.BACKUP);
        if (preferred + backups == 0) {
            return Optional.of(ProfileMessage.EZZ0826I.with());
        }
        if (preferred != 1 || backups < 1) {
            return Optional.of(ProfileMessage.EZZ0827I.with());
        }
        long distinct =
                one.destinations().stream().map(Destination::address).distinct().count();
        return distinct < one.destinations().size() ? Optional.of(ProfileMessage.EZZ0830I.with()) : Optional.empty();
    }

    private static long count(VipaDistribute one, Destination.Preference preference) {
        return one.destinations().stream()
                .filter(d -> d.preference() == preference)
                .count();
    }

    private static Optional<Message> combinationRefusal(VipaDistribute one, Values values, int line) {
        Method method = one.method().method();
        boolean encapsulated = one.tier().encapsulation() != Encapsulation.NONE;
        boolean weighted = values.entries(VipaStatements.TARGETS).stream().anyMatch(t -> t.has(VipaStatements.WEIGHT));
        if (weighted && method != Method.WEIGHTEDACTIVE) {
            return Optional.of(OpenplexMessage.OPX0012I.with("WEIGHT", line, "DISTMETHOD " + method));
        }
        if (values.has(VipaStatements.TIER1) && values.has(VipaStatements.TIER2)) {
            return Optional.of(OpenplexMessage.OPX0012I.with("TIER1", line, "TIER2"));
        }
        boolean wlm = method == Method.BASEWLM || method == Method.SERVERWLM;
        if (encapsulated && wlm || method == Method.TARGCONTROLLED && !encapsulated) {
            String other = encapsulated ? one.tier().encapsulation().name() : "Z/OS TARGETS";
            return Optional.of(OpenplexMessage.OPX0012I.with("DISTMETHOD " + method, line, other));
        }
        return Optional.empty();
    }
}
