package io.openplex.omproute.config;

import static io.openplex.omproute.config.Types.assign;
import static io.openplex.omproute.config.Types.number;
import static io.openplex.omproute.config.Types.value;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Values;

/** AREA, RANGE, VIRTUAL_LINK and AS_BOUNDARY_ROUTING (omproute.md 2.2). */
final class AreaStatements {
    private static final Operand<IpAddress> NUMBER = value(Types.IPV4);
    private static final Operand<Authentication> AUTHENTICATION = value(Types.AUTHENTICATION);
    private static final Operand<Boolean> STUB = value(Types.YES_NO);
    private static final Operand<Integer> STUB_COST = number(0, 16_777_215);
    private static final Operand<Boolean> SUMMARIES = value(Types.YES_NO);
    static final Statement AREA = Statement.of(
            "AREA",
            Syntax.anyOrder(
                    assign("Area_Number", NUMBER),
                    assign("Authentication_Type", AUTHENTICATION),
                    assign("Stub_Area", STUB),
                    assign("Stub_Default_Cost", STUB_COST),
                    assign("Import_Summaries", SUMMARIES)),
            "An area. Without any AREA statement there is the backbone alone.");

    private static final Operand<IpAddress> ADDRESS = value(Types.IPV4);
    private static final Operand<Integer> MASK = value(Types.MASK);
    private static final Operand<Boolean> ADVERTISE = value(Types.YES_NO);
    private static final Syntax RANGE_ADDRESS = assign("IP_address", ADDRESS);
    private static final Syntax RANGE_MASK = assign("Subnet_mask", MASK);
    static final Statement RANGE = Statement.of(
            "RANGE",
            Syntax.anyOrder(RANGE_ADDRESS, RANGE_MASK, assign("Area_Number", NUMBER), assign("Advertise", ADVERTISE))
                    .requiring(RANGE_ADDRESS, RANGE_MASK),
            "Addresses of an area that an area border router summarises, or hides.");

    private static final Operand<IpAddress> ENDPOINT = value(Types.IPV4);
    private static final Operand<IpAddress> TRANSIT = value(Types.IPV4);
    private static final Operand<Integer> KEY_ID = number(0, 255);
    private static final Operand<AuthenticationKey> KEY = value(Types.KEY);
    private static final Syntax LINK_ENDPOINT = assign("Virtual_Endpoint_RouterID", ENDPOINT);
    static final Statement VIRTUAL_LINK = Statement.of(
            "VIRTUAL_LINK",
            Syntax.anyOrder(
                            LINK_ENDPOINT,
                            assign("Links_Transit_Area", TRANSIT),
                            assign("Retransmission_Interval", TimerOperands.RETRANSMISSION),
                            assign("Transmission_Delay", TimerOperands.DELAY),
                            assign("Hello_Interval", TimerOperands.HELLO),
                            assign("Dead_Router_Interval", TimerOperands.DEAD),
                            assign("DB_Exchange_Interval", TimerOperands.EXCHANGE),
                            assign("Authentication_Type", AUTHENTICATION),
                            assign("Authentication_Key_ID", KEY_ID),
                            assign("Authentication_Key", KEY))
                    .requiring(LINK_ENDPOINT),
            "A virtual link through a transit area.");

    private static final Operand<Boolean> IMPORT_RIP = value(Types.YES_NO);
    private static final Operand<Boolean> IMPORT_STATIC = value(Types.YES_NO);
    private static final Operand<Boolean> IMPORT_DIRECT = value(Types.YES_NO);
    private static final Operand<Boolean> IMPORT_SUBNETS = value(Types.YES_NO);
    private static final Operand<Boolean> ORIGINATE = value(Types.YES_NO);
    private static final Operand<Integer> ORIGINATE_TYPE = number(1, 2);
    private static final Operand<Integer> DEFAULT_COST = number(0, 16_777_215);
    private static final Operand<IpAddress> FORWARDING = value(Types.IPV4);
    private static final Operand<Boolean> LEARN = value(Types.YES_NO);
    static final Statement AS_BOUNDARY_ROUTING = Statement.of(
            "AS_BOUNDARY_ROUTING",
            Syntax.anyOrder(
                    assign("Import_RIP_Routes", IMPORT_RIP),
                    assign("Import_Static_Routes", IMPORT_STATIC),
                    assign("Import_Direct_Routes", IMPORT_DIRECT),
                    assign("Import_Subnet_Routes", IMPORT_SUBNETS),
                    assign("Originate_Default_Route", ORIGINATE),
                    assign("Originate_as_Type", ORIGINATE_TYPE),
                    assign("Default_Route_Cost", DEFAULT_COST),
                    assign("Default_Forwarding_Address", FORWARDING),
                    assign("Learn_Default_Route", LEARN)),
            "Which routes of other origin OSPF advertises.");

    /** Transit area when none is coded (unconfirmed). */
    private static final IpAddress DEFAULT_TRANSIT = IpAddress.v4(1);

    private AreaStatements() {}

    static Area area(ParsedStatement statement) {
        Values values = statement.values();
        return new Area(
                values.get(NUMBER).orElse(Area.BACKBONE),
                values.get(AUTHENTICATION).orElse(Authentication.NONE),
                values.get(STUB).orElse(false),
                values.get(STUB_COST).orElse(1),
                values.get(SUMMARIES).orElse(true),
                statement.line());
    }

    static AreaRange range(ParsedStatement statement) {
        Values values = statement.values();
        return new AreaRange(
                new IpPrefix(values.require(ADDRESS), values.require(MASK)).network(),
                values.get(NUMBER).orElse(Area.BACKBONE),
                values.get(ADVERTISE).orElse(true),
                statement.line());
    }

    static VirtualLink virtualLink(ParsedStatement statement) {
        Values values = statement.values();
        return new VirtualLink(
                values.require(ENDPOINT),
                values.get(TRANSIT).orElse(DEFAULT_TRANSIT),
                TimerOperands.of(values, OspfTimers.VIRTUAL_LINK),
                values.get(AUTHENTICATION),
                values.get(KEY_ID).orElse(0),
                values.get(KEY).orElse(AuthenticationKey.NONE),
                statement.line());
    }

    static AsBoundary boundary(ParsedStatement statement) {
        Values values = statement.values();
        return new AsBoundary(
                values.get(IMPORT_RIP).orElse(false),
                values.get(IMPORT_STATIC).orElse(false),
                values.get(IMPORT_DIRECT).orElse(false),
                values.get(IMPORT_SUBNETS).orElse(true),
                values.get(ORIGINATE).orElse(false),
                values.get(ORIGINATE_TYPE).orElse(2),
                values.get(DEFAULT_COST).orElse(1),
                values.get(FORWARDING).orElse(IpAddress.ANY4),
                values.get(LEARN).orElse(false),
                statement.line());
    }
}
