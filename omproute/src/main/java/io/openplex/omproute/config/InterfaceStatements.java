package io.openplex.omproute.config;

import static io.openplex.omproute.config.Types.assign;
import static io.openplex.omproute.config.Types.number;
import static io.openplex.omproute.config.Types.value;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.omproute.config.InterfaceStatement.InterfaceMatch;
import io.openplex.omproute.config.InterfaceStatement.OspfInterface;
import io.openplex.omproute.config.InterfaceStatement.PlainInterface;
import io.openplex.omproute.config.OspfInterfaceOptions.AdvertiseVipa;
import io.openplex.omproute.config.OspfInterfaceOptions.HelloSuppression;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OSPF_INTERFACE and INTERFACE (omproute.md 2.3). */
final class InterfaceStatements {
    /** Parallel_OSPF. */
    private enum Parallel {
        PRIMARY,
        BACKUP
    }

    private static final Operand<AddressPattern> ADDRESS = value(Types.PATTERN);
    private static final Operand<String> NAME = value(OperandType.name(16));
    private static final Operand<Integer> MASK = value(Types.MASK);
    private static final Operand<IpAddress> DESTINATION = value(Types.IPV4);

    /** The range is unconfirmed. */
    private static final Operand<Integer> MTU = number(0, 65_535);

    private static final Operand<Double> MAX_XMIT = value(OperandType.decimal(999));
    private static final Operand<Double> MIN_XMIT = value(OperandType.decimal(99));
    private static final Operand<Double> RT_GAIN = value(OperandType.decimal(1));
    private static final Operand<Double> VARIANCE_GAIN = value(OperandType.decimal(1));
    private static final Operand<Double> VARIANCE_MULT = value(OperandType.decimal(99));
    private static final Operand<Boolean> DELAY_ACKS = value(Types.YES_NO);

    private static final Operand<IpAddress> AREA = value(Types.IPV4);
    private static final Operand<Integer> PRIORITY = number(0, 255);
    private static final Operand<Integer> COST = number(1, 65_535);
    private static final Operand<Boolean> SUBNET = value(Types.YES_NO);
    private static final Operand<AdvertiseVipa> ADVERTISE = value(Types.choice(AdvertiseVipa.class, "HOST_ONLY"));
    private static final Operand<Authentication> AUTHENTICATION = value(Types.AUTHENTICATION);
    private static final Operand<Integer> KEY_ID = number(0, 255);
    private static final Operand<AuthenticationKey> KEY = value(Types.KEY);
    private static final Operand<Boolean> DEMAND = value(Types.YES_NO);
    private static final Operand<HelloSuppression> SUPPRESSION = value(Types.choice(HelloSuppression.class, "ALLOW"));
    private static final Operand<Integer> POLL = number(1, 65_535);
    private static final Operand<Parallel> PARALLEL = value(Types.choice(Parallel.class, "BACKUP"));
    private static final Operand<Boolean> NON_BROADCAST = value(Types.YES_NO);
    private static final Operand<IpAddress> DR_NEIGHBOR = value(Types.IPV4);
    private static final Operand<IpAddress> NO_DR_NEIGHBOR = value(Types.IPV4);
    private static final Operand<Integer> NB_POLL = number(1, 65_535);

    private static final Syntax ADDRESS_FORM = assign("IP_address", ADDRESS);

    static final Statement INTERFACE = Statement.of(
            "INTERFACE",
            Syntax.anyOrder(common().toArray(Syntax[]::new)).requiring(ADDRESS_FORM),
            "An interface on which no routing protocol runs.");
    static final Statement OSPF_INTERFACE = Statement.of(
            "OSPF_INTERFACE",
            Syntax.anyOrder(ospf().toArray(Syntax[]::new)).requiring(ADDRESS_FORM),
            "An interface, or a range of DVIPAs, that OSPF uses or advertises.");

    private InterfaceStatements() {}

    private static List<Syntax> common() {
        return List.of(
                ADDRESS_FORM,
                assign("Name", NAME),
                assign("Subnet_Mask", MASK),
                assign("Destination_Addr", DESTINATION),
                assign("MTU", MTU),
                assign("Max_Xmit_Time", MAX_XMIT),
                assign("Min_Xmit_Time", MIN_XMIT),
                assign("RT_Gain", RT_GAIN),
                assign("Variance_Gain", VARIANCE_GAIN),
                assign("Variance_Mult", VARIANCE_MULT),
                assign("Delay_Acks", DELAY_ACKS));
    }

    private static List<Syntax> ospf() {
        List<Syntax> all = new ArrayList<>(common());
        all.addAll(List.of(
                assign("Attaches_To_Area", AREA),
                assign("Retransmission_Interval", TimerOperands.RETRANSMISSION),
                assign("Transmission_Delay", TimerOperands.DELAY),
                assign("Router_Priority", PRIORITY),
                assign("Hello_Interval", TimerOperands.HELLO),
                assign("DB_Exchange_Interval", TimerOperands.EXCHANGE),
                assign("Dead_Router_Interval", TimerOperands.DEAD),
                assign("Cost0", COST),
                assign("Subnet", SUBNET),
                assign("Advertise_VIPA_Routes", ADVERTISE),
                assign("Authentication_type", AUTHENTICATION),
                assign("Authentication_Key_ID", KEY_ID),
                assign("Authentication_Key", KEY),
                assign("Demand_Circuit", DEMAND),
                assign("Hello_Suppression", SUPPRESSION),
                assign("PP_Poll_Interval", POLL),
                assign("Parallel_OSPF", PARALLEL),
                assign("Non_Broadcast", NON_BROADCAST),
                assign("DR_Neighbor", DR_NEIGHBOR),
                assign("No_DR_Neighbor", NO_DR_NEIGHBOR),
                assign("NB_Poll_Interval", NB_POLL)));
        return all;
    }

    static PlainInterface plain(ParsedStatement statement) {
        Values values = statement.values();
        return new PlainInterface(match(values), values.get(DESTINATION), mtu(values), hints(values), statement.line());
    }

    static OspfInterface ospf(ParsedStatement statement) {
        Values values = statement.values();
        return new OspfInterface(
                match(values),
                values.get(DESTINATION),
                mtu(values),
                hints(values),
                values.get(AREA).orElse(Area.BACKBONE),
                TimerOperands.of(values, OspfTimers.INTERFACE),
                options(values),
                values.get(AUTHENTICATION),
                values.get(KEY_ID).orElse(0),
                values.get(KEY).orElse(AuthenticationKey.NONE),
                nonBroadcast(values),
                statement.line());
    }

    private static InterfaceMatch match(Values values) {
        return new InterfaceMatch(values.require(ADDRESS), values.get(NAME).orElse(""), values.get(MASK));
    }

    private static int mtu(Values values) {
        return values.get(MTU).orElse(InterfaceStatement.DEFAULT_MTU);
    }

    private static TcpHints hints(Values values) {
        TcpHints d = TcpHints.DEFAULT;
        return new TcpHints(
                values.get(MAX_XMIT).orElse(d.maximumRetransmitSeconds()),
                values.get(MIN_XMIT).orElse(d.minimumRetransmitSeconds()),
                values.get(RT_GAIN).orElse(d.roundTripGain()),
                values.get(VARIANCE_GAIN).orElse(d.varianceGain()),
                values.get(VARIANCE_MULT).orElse(d.varianceMultiplier()),
                values.get(DELAY_ACKS).orElse(d.delayAcks()));
    }

    private static OspfInterfaceOptions options(Values values) {
        return new OspfInterfaceOptions(
                values.get(PRIORITY).orElse(1),
                values.get(COST).orElse(1),
                values.get(SUBNET).orElse(false),
                values.get(ADVERTISE).orElse(AdvertiseVipa.HOST_AND_SUBNET),
                values.get(DEMAND).orElse(false),
                values.get(SUPPRESSION).orElse(HelloSuppression.ALLOW),
                values.get(POLL).orElse(60),
                values.get(PARALLEL).orElse(Parallel.BACKUP) == Parallel.PRIMARY);
    }

    private static Optional<NonBroadcast> nonBroadcast(Values values) {
        return values.get(NON_BROADCAST).orElse(false)
                ? Optional.of(new NonBroadcast(
                        values.all(DR_NEIGHBOR),
                        values.all(NO_DR_NEIGHBOR),
                        values.get(NB_POLL).orElse(120)))
                : Optional.empty();
    }
}
