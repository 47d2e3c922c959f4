package io.openplex.deploy.bench.report;

import java.io.PrintWriter;

/** What a benchmark is doing now: a line that is written over on a terminal, plain lines elsewhere. */
public final class Progress {
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private boolean open;

    /**
     * Progress on a stream.
     *
     * @param terminal the stream is one, so that a line can be written over
     */
    public Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The present state of things, one line. */
    public synchronized void say(String line) {
        if (terminal) {
            out.print(ERASE + line);
            open = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Makes room for lines that stay. */
    public synchronized void clear() {
        if (open) {
            out.print(ERASE);
            out.flush();
            open = false;
        }
    }
}
