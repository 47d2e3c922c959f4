package io.openplex.stackd.sysplex;

import io.openplex.stackd.xcflink.DatagramPath;
import io.openplex.xcf.api.Member;
import java.util.Optional;

/** Opens this stack's ends of the XCF data links; real sockets in the daemon, memory in the simulator. */
@FunctionalInterface
public interface LinkEnds {
    /** Opens an end for one partner; empty when the system refuses (counted, said on the console). */
    Optional<LinkEnd> open(Member partner);

    /** One end of a link that is not connected yet. */
    interface LinkEnd {
        /** Host address to tell the partner. */
        String host();

        /** Port to tell the partner, 1 to 65535. */
        int port();

        /**
         * The partner has told where its end is.
         *
         * @return false when that place is unusable; the end stays unconnected
         */
        boolean connect(String host, int port);

        /** What carries the datagrams; closing it closes the end. */
        DatagramPath path();
    }
}
