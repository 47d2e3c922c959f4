package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;

/**
 * The distributor's place in IP input: asked for every TCP packet whose destination is a DVIPA owned or moving here,
 * unless it came in over XCF (what a partner has forwarded is never routed again).
 */
@FunctionalInterface
public interface InboundRouter {
    /** Router of a stack that distributes nothing. */
    InboundRouter NONE = (packet, home, nowNanos) -> Verdict.DELIVER;

    /** What becomes of the packet. */
    enum Verdict {
        /** This stack is the target: hand it to TCP. */
        DELIVER,
        /** The router has forwarded, answered, held a copy of, or dropped it. */
        CONSUMED
    }

    /**
     * Decides about one packet: {@code l3} and {@code l4} are set, the TCP header is proven to lie inside, the checksum
     * is not verified. The frame is lent for the call; {@link IpLayer#forwardTo} copies it.
     */
    Verdict route(Frame packet, HomeEntry home, long nowNanos);
}
