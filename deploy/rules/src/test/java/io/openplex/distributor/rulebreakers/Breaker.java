package io.openplex.distributor.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.omproute.rulebreakers.Breaker.class;
    }
}
