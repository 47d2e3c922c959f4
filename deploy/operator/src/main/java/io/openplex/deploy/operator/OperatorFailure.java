package io.openplex.deploy.operator;

/** Something that the operator must be told in one line; the command ends with exit code 1. */
public final class OperatorFailure extends RuntimeException {
    private static final String PRODUCT = "openplex: ";

    /** A failure with its one line; the name of the product goes before it if it is not there. */
    public OperatorFailure(String line) {
        super(line.startsWith(PRODUCT) ? line : PRODUCT + line);
    }
}
