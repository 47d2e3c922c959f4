package io.openplex.stackd.ip.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.stackd.console.rulebreakers.Breaker.class;
    }
}
