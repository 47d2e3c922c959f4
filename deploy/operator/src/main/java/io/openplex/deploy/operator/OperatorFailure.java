package io.openplex.deploy.operator;

/** Something that the operator must be told in one line; the command ends with exit code 1. */
public final class OperatorFailure extends RuntimeException {
    /** A failure with its one line. */
    public OperatorFailure(String line) {
        super(line);
    }
}
