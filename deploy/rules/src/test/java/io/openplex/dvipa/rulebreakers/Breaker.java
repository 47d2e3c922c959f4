package io.openplex.dvipa.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.distributor.rulebreakers.Breaker.class;
    }
}
