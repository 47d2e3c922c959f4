package io.openplex.hwsim.adapters.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.hwsim.linux.rulebreakers.Breaker.class;
    }
}
