package io.openplex.stackd.console.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.deploy.lab.rulebreakers.Breaker.class;
    }
}
