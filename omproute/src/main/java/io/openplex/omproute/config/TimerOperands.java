package io.openplex.omproute.config;

import static io.openplex.omproute.config.Types.number;

import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Values;

/** Timers that OSPF_INTERFACE and VIRTUAL_LINK share. */
final class TimerOperands {
    static final Operand<Integer> RETRANSMISSION = number(1, 65_535);
    static final Operand<Integer> DELAY = number(1, 65_535);
    static final Operand<Integer> HELLO = number(1, 255);
    static final Operand<Integer> EXCHANGE = number(2, 65_535);
    static final Operand<Integer> DEAD = number(2, 65_535);

    private TimerOperands() {}

    /** Those that are coded; DB_Exchange_Interval follows Dead_Router_Interval (unconfirmed). */
    static OspfTimers of(Values values, OspfTimers defaults) {
        int dead = values.get(DEAD).orElse(defaults.dead());
        return new OspfTimers(
                values.get(RETRANSMISSION).orElse(defaults.retransmission()),
                values.get(DELAY).orElse(defaults.transmissionDelay()),
                values.get(HELLO).orElse(defaults.hello()),
                values.get(EXCHANGE).orElse(dead),
                dead);
    }
}
