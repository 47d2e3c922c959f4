package io.openplex.proto.statements;

import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;

/** Where statements end and how errors are told, in the two languages. */
public enum Dialect {
    /** PROFILE.TCPIP: a statement ends where the next statement name stands. */
    PROFILE(false) {
        @Override
        Message unexpected(String token, Position at, String expected) {
            return ProfileMessage.EZZ0318I.with(token, at.line(), expected);
        }

        @Override
        Message unknown(Token token) {
            return ProfileMessage.EZZ0324I.with(token.shown(), token.at().line());
        }
    },
    /** OMPROUTE.CONF: a statement ends with {@code ;}. */
    OMPROUTE(true) {
        @Override
        Message unexpected(String token, Position at, String expected) {
            return OpenplexMessage.OPX0101I.with(token, at.line(), at.file(), expected);
        }

        @Override
        Message unknown(Token token) {
            return OpenplexMessage.OPX0102I.with(
                    token.shown(), token.at().line(), token.at().file());
        }
    };

    private final boolean endMarked;

    Dialect(boolean endMarked) {
        this.endMarked = endMarked;
    }

    /** Whether a token of kind END closes every statement. */
    boolean endMarked() {
        return endMarked;
    }

    abstract Message unexpected(String token, Position at, String expected);

    abstract Message unknown(Token token);
}
