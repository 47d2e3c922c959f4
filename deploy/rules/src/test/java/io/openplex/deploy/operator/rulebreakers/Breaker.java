package io.openplex.deploy.operator.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.stackd.ip.rulebreakers.Breaker.class;
    }
}
