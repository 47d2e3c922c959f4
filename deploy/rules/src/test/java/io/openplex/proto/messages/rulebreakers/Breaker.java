package io.openplex.proto.messages.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.proto.v1.rulebreakers.Breaker.class;
    }
}
