package io.openplex.stackd.profile;

import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.Tier;
import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaDelete;
import io.openplex.dvipa.config.VipaRange;
import io.openplex.dvipa.config.VipaRoute;
import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.messages.SysplexMessage;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the statements of VIPADYNAMIC blocks into the engines' records and checks what the grammar cannot. */
final class VipaInterpreter {
    /** VIPADEFINE and VIPABACKUP addresses of a stack (dvipa-and-distributor.md 6). */
    static final int ADDRESSES_MAX = 1024;

    /** Addresses defined or backed up so far, with their IPv6 interface name or an empty one. */
    private final Map<IpAddress, String> defined = new LinkedHashMap<>();

    private final ProfileBuilder builder;

    VipaInterpreter(ProfileBuilder builder) {
        this.builder = builder;
    }

    /** One block; EZZ0831I discards what follows it in the block. */
    void block(ParsedStatement block) {
        for (ParsedStatement statement : block.children()) {
            builder.statementAt(statement.at());
            if (!statement(statement)) {
                return;
            }
        }
    }

    /** False when the rest of the block is to be ignored. */
    private boolean statement(ParsedStatement statement) {
        if (statement.is(VipaStatements.VIPADISTRIBUTE)) {
            return new DistributeInterpreter(builder, defined).interpret(statement);
        }
        if (statement.is(VipaStatements.VIPADEFINE) || statement.is(VipaStatements.VIPABACKUP)) {
            address(statement);
        } else if (statement.is(VipaStatements.VIPADELETE)) {
            delete(statement);
        } else if (statement.is(VipaStatements.VIPARANGE)) {
            range(statement);
        } else if (statement.is(VipaStatements.VIPAROUTE)) {
            route(statement);
        }
        return true;
    }

    private void address(ParsedStatement statement) {
        Values values = statement.values();
        int line = statement.line();
        Optional<IpPrefix> v6 = values.get(VipaStatements.ADDRESS6);
        if (v6.isPresent()) {
            if (values.has(VipaStatements.WHENIDLE)) {
                builder.say(OpenplexMessage.OPX0012I.with("WHENIDLE", line, "AN IPV6 ADDRESS"), line);
                return;
            }
            one(statement, v6.get(), values.require(VipaStatements.INTERFACE));
            return;
        }
        int length = values.get(VipaStatements.MASK).orElse(32);
        for (Values entry : values.entries(VipaStatements.ADDRESSES)) {
            one(statement, new IpPrefix(entry.require(VipaStatements.ADDRESS), length), "");
        }
    }

    private void one(ParsedStatement statement, IpPrefix prefix, String interfaceName) {
        Values values = statement.values();
        int line = statement.line();
        IpAddress address = prefix.address();
        if (defined.containsKey(address)) {
            builder.say(OpenplexMessage.OPX0010I.with(address.toConsole(), line), line);
            return;
        }
        if (defined.size() >= ADDRESSES_MAX) {
            builder.say(SysplexMessage.EZZ8309I.with(address.toConsole()), line);
            return;
        }
        defined.put(address, interfaceName);
        Tier tier = values.has(VipaStatements.TIER1)
                ? Tier.TIER1
                : values.has(VipaStatements.TIER2) ? Tier.TIER2 : Tier.NONE;
        boolean cpc = values.has(VipaStatements.CPCSCOPE);
        Moveable moveable = values.has(VipaStatements.WHENIDLE) ? Moveable.WHEN_IDLE : Moveable.IMMEDIATE;
        boolean service = values.has(VipaStatements.SERVICEMGR);
        if (statement.is(VipaStatements.VIPADEFINE)) {
            add(new VipaDefine(prefix, interfaceName, tier, cpc, moveable, service), line);
            return;
        }
        Optional<VipaBackup.Activation> activation = values.has(VipaStatements.MOVEABLE)
                ? Optional.of(new VipaBackup.Activation(moveable, service, prefix.length()))
                : Optional.empty();
        int rank = values.get(VipaStatements.RANK).orElse(VipaBackup.DEFAULT_RANK);
        add(new VipaBackup(rank, address, interfaceName, tier, cpc, activation), line);
    }

    private void delete(ParsedStatement statement) {
        Values values = statement.values();
        int line = statement.line();
        Optional<String> name = values.get(VipaStatements.INTERFACE);
        if (name.isPresent()) {
            boolean known = defined.values().removeIf(name.get()::equals);
            if (known || isElsewhere("VIPADELETE", name.get(), line)) {
                add(new VipaDelete(Optional.empty(), name.get()), line);
            }
            return;
        }
        for (Values entry : values.entries(VipaStatements.ADDRESSES)) {
            IpAddress address = entry.require(VipaStatements.ADDRESS);
            boolean known = defined.remove(address) != null;
            if (known || isElsewhere("VIPADELETE", address.toConsole(), line)) {
                add(VipaDelete.of(address), line);
            }
        }
    }

    /** Whether what this file does not define may be what the running stack has; else it is reported. */
    private boolean isElsewhere(String statement, String name, int line) {
        if (builder.complete()) {
            builder.say(OpenplexMessage.OPX0011I.with(statement, line, name), line);
        }
        return !builder.complete();
    }

    private void range(ParsedStatement statement) {
        Values values = statement.values();
        boolean disruptive = values.has(VipaStatements.DISRUPTIVE);
        Optional<IpPrefix> v6 = values.get(VipaStatements.RANGE6);
        if (v6.isPresent() && disruptive) {
            int line = statement.line();
            builder.say(OpenplexMessage.OPX0012I.with("DISRUPTIVE", line, "AN IPV6 ADDRESS"), line);
            return;
        }
        IpPrefix range = v6.orElseGet(() ->
                        new IpPrefix(values.require(VipaStatements.RANGE_ADDRESS), values.require(VipaStatements.MASK)))
                .network();
        add(
                new VipaRange(
                        values.has(VipaStatements.DELETE),
                        disruptive ? Moveable.DISRUPTIVE : Moveable.NONDISRUPTIVE,
                        range,
                        values.get(VipaStatements.INTERFACE).orElse(""),
                        values.get(VipaStatements.SAF),
                        values.has(VipaStatements.ZCX)),
                statement.line());
    }

    private void route(ParsedStatement statement) {
        Values values = statement.values();
        IpAddress xcf = values.require(VipaStatements.ROUTE_XCF);
        IpAddress target = values.require(VipaStatements.ROUTE_TARGET);
        int line = statement.line();
        if (xcf.isV4() != target.isV4()) {
            builder.say(ProfileMessage.EZZ0321I.with(target.toConsole(), line, "VIPAROUTE"), line);
            return;
        }
        add(new VipaRoute(values.has(VipaStatements.DELETE), xcf, target), line);
    }

    private void add(VipaStatement statement, int line) {
        builder.vipas.add(new VipaDynamic.Address(statement, line));
    }

    /** Statements of all blocks, in order. */
    static void interpret(List<ParsedStatement> blocks, ProfileBuilder builder) {
        VipaInterpreter interpreter = new VipaInterpreter(builder);
        blocks.forEach(interpreter::block);
    }
}
