package io.openplex.stackd.daemon;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The process's logs, which are written by a thread of their own. */
final class Logs {
    private Logs() {}

    /** Writes what has been logged so far; nothing is logged afterwards. Takes a second at most. */
    static void end() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
