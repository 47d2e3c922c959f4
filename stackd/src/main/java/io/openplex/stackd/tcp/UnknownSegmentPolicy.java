package io.openplex.stackd.tcp;

/**
 * What the sysplex glue says about segments for which TCP has no connection, and about connections that are still
 * being opened. Asked per segment, so an implementation allocates nothing. Addresses come as halves ({@link
 * io.openplex.hwsim.wire.IpAddress#high()}).
 */
public interface UnknownSegmentPolicy {
    /** What to do with a segment. */
    enum Verdict {
        /** As RFC 9293 says: a reset for an unknown segment, the listener for a SYN. */
        NORMAL,
        /** No answer: the rebuild window after a takeover, a DVIPA that moved, an address that is not owned. */
        DROP,
        /** A reset, also for a SYN that has a listener. */
        RESET
    }

    /** Everything by the RFC. */
    UnknownSegmentPolicy RFC = new UnknownSegmentPolicy() {
        @Override
        public Verdict unknownSegment(
                long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
            return Verdict.NORMAL;
        }

        @Override
        public Verdict incomingSyn(
                long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
            return Verdict.NORMAL;
        }

        @Override
        public boolean mayOpen(long localHigh, long localLow) {
            return true;
        }
    };

    /** A segment that is not a reset and belongs to no connection; a SYN only when nothing listens for it. */
    Verdict unknownSegment(
            long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort);

    /** A SYN for a listener, before a connection is made. */
    Verdict incomingSyn(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort);

    /**
     * A SYN,ACK from this address may be sent again. Otherwise the half-open connection ends without a word: its peer
     * repeats the SYN, and whoever has the address now answers it.
     */
    boolean mayOpen(long localHigh, long localLow);
}
