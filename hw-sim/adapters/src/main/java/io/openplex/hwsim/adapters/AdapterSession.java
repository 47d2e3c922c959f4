package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;

/**
 * A stack's layer-3 session with an OSA port (hardware.md 1.7, 2.2, 2.9): the adapter owns ARP and Ethernet headers,
 * the stack registers addresses and exchanges IP packets. Used on one thread.
 */
public interface AdapterSession {
    /** Return code: done. */
    int OK = 0;

    /** Return code 0001: not supported, as addresses of a layer-2 session. */
    int NOT_SUPPORTED = 1;

    /** Return code E005: another session has this address registered. */
    int DUPLICATE = 0xE005;

    /** Return code E006: no room for another address. */
    int TABLE_FULL = 0xE006;

    /** Return code E007: the session is over. */
    int NOT_READY = 0xE007;

    /** Return code E008: registration before STARTLAN. */
    int NOT_STARTED = 0xE008;

    /** Return code E00B: no such group is registered (Linux's reading of the code, hardware.md 1.9). */
    int GROUP_NOT_FOUND = 0xE00B;

    /** Return code E010: another session is the primary router. */
    int PRIMARY_ROUTER_DEFINED = 0xE010;

    /** Return code E014: no room for another group. */
    int GROUP_TABLE_FULL = 0xE014;

    /** Return code E00A: somebody on the LAN answered for this address. */
    int DUPLICATE_ON_LAN = 0xE00A;

    /** Return code E080: no link; the registration is kept and completed when the link returns. */
    int LAN_OFFLINE = 0xE080;

    /** PORTNAME of the port. */
    String portName();

    /** MAC address used by this session. */
    MacAddress mac();

    /** Largest IP packet in bytes. */
    int mtu();

    /** Port has link. */
    boolean linkUp();

    /**
     * Registers an address: from now on packets for it are delivered here and ARP requests for it answered; announces
     * it on the LAN (gratuitous ARP), repeated a few times. Registered again, it is of the new kind and announced anew;
     * as {@link RegistrationKind#FORBIDDEN} it is neither answered for nor announced from now on.
     *
     * @param kind whether claims need the lease, and whether this port makes them
     * @param takeover an answer on the LAN does not fail it; for a DVIPA
     * @return one of the return codes
     */
    int register(IpAddress address, RegistrationKind kind, boolean takeover, long nowNanos);

    /**
     * Sets until when claims of the leased addresses may leave. The adapter enforces it by a clock of its own,
     * whether the stack is awake or not: from that reading on, ARP requests for a leased address get no answer, and
     * its announcements, and TCP segments from it that are SYN-ACK or RST, do not leave ({@link OsaDrop#LEASE_OVER}).
     * Everything else goes on. Announcements that were held back leave when the lease is renewed. Before the first
     * call the lease is over.
     *
     * @param untilNanos reading of the adapter's clock; a time that is not in the future ends the lease
     */
    void renewLease(long untilNanos);

    /**
     * Ends a registration at once: no further answer leaves, and of packets that wait for their next hop none that
     * claims an address that can move. Unknown addresses are ignored.
     */
    void deregister(IpAddress address, long nowNanos);

    /**
     * Sends one IP packet to a next hop on the LAN (halves of the address, IPv4 in mapped form). When the next hop's
     * MAC
     * address is not known yet the packet waits in a short bounded queue while the adapter asks. The frame is consumed.
     *
     * @return false when the packet was dropped (counted)
     */
    boolean transmit(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos);

    /**
     * Polls the port, handing IP packets (frame offset and {@code l3} at the IP header, padding cut off) to the sink;
     * runs the adapter's timers.
     *
     * @return number of frames taken from the port, those that were not for the stack included
     */
    int poll(PacketSink sink, int limit, long nowNanos);

    /** Pushes out what is queued on the port. */
    void flush();

    /** Receives IP packets. */
    @FunctionalInterface
    interface PacketSink {
        /**
         * A packet; valid only during the call. The frame stays the adapter's: copy what must stay, and never release
         * or
         * transmit it.
         */
        void packet(Frame packet, long nowNanos);
    }
}
