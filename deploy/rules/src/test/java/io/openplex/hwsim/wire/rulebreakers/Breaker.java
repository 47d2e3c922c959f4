package io.openplex.hwsim.wire.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.hwsim.adapters.rulebreakers.Breaker.class;
    }
}
