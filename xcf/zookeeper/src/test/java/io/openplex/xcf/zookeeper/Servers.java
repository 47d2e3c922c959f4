package io.openplex.xcf.zookeeper;

import java.io.IOException;

/** The servers of an ensemble in this process. */
interface Servers extends AutoCloseable {
    String connectString();

    /** All of them end; their data stays. */
    void stop() throws Exception;

    /** All of them run again, with their data. */
    void restart() throws Exception;

    @Override
    void close() throws IOException;
}
