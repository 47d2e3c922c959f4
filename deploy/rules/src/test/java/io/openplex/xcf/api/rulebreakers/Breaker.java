package io.openplex.xcf.api.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.xcf.zookeeper.rulebreakers.Breaker.class;
    }
}
