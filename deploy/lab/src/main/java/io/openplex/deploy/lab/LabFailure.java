package io.openplex.deploy.lab;

/** Something that the user is told in one line, with the exit code that goes with it. */
public final class LabFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit code when something did not work. */
    public static final int FAILED = 1;

    /** Exit code when the command line was wrong. */
    public static final int USAGE = 2;

    private final int exitCode;

    private LabFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Something did not work. */
    public static LabFailure failed(String message) {
        return new LabFailure(message, FAILED);
    }

    /** The command line was wrong; the message says what to write instead. */
    public static LabFailure usage(String message) {
        return new LabFailure(message, USAGE);
    }

    /** {@link #FAILED} or {@link #USAGE}. */
    public int exitCode() {
        return exitCode;
    }

    /** The message; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
