package io.openplex.omproute.config;

import static io.openplex.omproute.config.Types.assign;
import static io.openplex.omproute.config.Types.number;
import static io.openplex.omproute.config.Types.value;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Values;
import java.util.Locale;
import java.util.Optional;

/** OSPF with its stand-alone forms, and GLOBAL_OPTIONS (omproute.md 2.1). */
final class GlobalStatements {
    static final Operand<IpAddress> ROUTER_ID = value(Types.IPV4);
    private static final Operand<Integer> COMPARISON =
            value(OperandType.of("TYPE1 OR TYPE2", "TYPE2", text -> switch (text.toUpperCase(Locale.ROOT)) {
                case "TYPE1" -> Optional.of(1);
                case "TYPE2" -> Optional.of(2);
                default -> Optional.empty();
            }));
    private static final Operand<Boolean> DEMAND = value(Types.YES_NO);

    /** The upper limit is unconfirmed. */
    private static final Operand<Integer> ATTEMPTS = number(0, 100);

    private static final Operand<Boolean> IGNORE = value(Types.YES_NO);

    static final Statement OSPF = Statement.of(
            "OSPF",
            Syntax.anyOrder(
                    assign("RouterID", ROUTER_ID),
                    assign("Comparison", COMPARISON),
                    assign("Demand_Circuit", DEMAND),
                    assign("DR_Max_Adj_Attempt", ATTEMPTS)),
            "Options of OSPF. Of a parameter that is given twice the last one counts.");
    static final Statement ROUTERID = Statement.of(
            "ROUTERID", Syntax.sequence(Types.equal(), ROUTER_ID), "The router identifier, as OSPF RouterID.");
    static final Statement COMPARE =
            Statement.of("COMPARISON", Syntax.sequence(Types.equal(), COMPARISON), "As OSPF Comparison.");
    static final Statement DEMAND_CIRCUIT =
            Statement.of("DEMAND_CIRCUIT", Syntax.sequence(Types.equal(), DEMAND), "As OSPF Demand_Circuit.");
    static final Statement GLOBAL_OPTIONS = Statement.of(
            "GLOBAL_OPTIONS",
            Syntax.anyOrder(assign("Ignore_Undefined_Interfaces", IGNORE)),
            "Whether interfaces without a statement are left alone; else they get MTU 576 and the class mask.");

    private GlobalStatements() {}

    /** The options after one of the OSPF statements, given those before. */
    static OspfOptions ospf(OspfOptions before, Values values) {
        return new OspfOptions(
                values.get(ROUTER_ID).or(before::routerId),
                values.get(COMPARISON).orElse(before.comparisonType()),
                values.get(DEMAND).orElse(before.demandCircuit()),
                values.get(ATTEMPTS).orElse(before.maximumAdjacencyAttempts()));
    }

    static boolean ignoreUndefined(boolean before, Values values) {
        return values.get(IGNORE).orElse(before);
    }
}
