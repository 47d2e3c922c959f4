package io.openplex.stackd.tcp;

/** Connection states (RFC 9293 3.3.2) with the names that NETSTAT prints (operations.md 1.2). */
public enum TcpState {
    /** Listening socket. */
    LISTEN("Listen"),
    /** SYN sent. */
    SYN_SENT("SynSent"),
    /** SYN received. */
    SYN_RECEIVED("SynRcvd"),
    /** Open. */
    ESTABLISHED("Establsh"),
    /** FIN sent, not acknowledged. */
    FIN_WAIT_1("FinWait1"),
    /** FIN acknowledged, peer still open. */
    FIN_WAIT_2("FinWait2"),
    /** Peer finished, this side still open. */
    CLOSE_WAIT("ClosWait"),
    /** Both sent FIN, ours not acknowledged. */
    CLOSING("Closing"),
    /** Peer finished, our FIN sent. */
    LAST_ACK("LastAck"),
    /** Waiting for old segments to die out. */
    TIME_WAIT("TimeWait"),
    /** Over. */
    CLOSED("Closed");

    private final String display;

    TcpState(String display) {
        this.display = display;
    }

    /** As NETSTAT prints it in mixed case; the console folds it to upper case. */
    public String display() {
        return display;
    }
}
