package io.openplex.proto.v1.rulebreakers;

/** Points an arrow the wrong way. */
public final class Breaker {
    Object wrong() {
        return io.openplex.proto.messages.rulebreakers.Breaker.class;
    }
}
