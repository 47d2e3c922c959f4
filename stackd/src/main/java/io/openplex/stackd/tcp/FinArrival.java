package io.openplex.stackd.tcp;

/** The eighth check of RFC 9293 3.10.7.4: the peer's FIN, once all text before it is here. */
final class FinArrival {
    private final Core core;

    FinArrival(Core core) {
        this.core = core;
    }

    void arrive(Connection c, long nowNanos) {
        if (!c.finHeard || c.finReceived || c.rcvNxt != c.finSeq) {
            return;
        }
        c.finReceived = true;
        c.rcvNxt++;
        c.ackNow = true;
        c.readableDue = true;
        switch (c.state) {
            case ESTABLISHED -> c.state = TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> c.state = TcpState.CLOSING;
            case FIN_WAIT_2 -> core.lifecycle.timeWait(c, nowNanos);
            case LISTEN, SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT, CLOSED ->
                throw new IllegalStateException("FIN taken in " + c.state);
        }
    }
}
