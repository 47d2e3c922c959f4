package io.openplex.xcf.zookeeper.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.dvipa.rulebreakers.Breaker.class;
    }
}
