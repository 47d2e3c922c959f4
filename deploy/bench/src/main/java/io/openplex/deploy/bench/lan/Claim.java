package io.openplex.deploy.bench.lan;

import io.openplex.hwsim.wire.IpAddress;

/**
 * A frame by which a station acts for a DVIPA, as seen on the LAN.
 *
 * @param nanos when it passed the switch, {@link System#nanoTime}
 * @param station who sent it
 * @param address the DVIPA
 * @param clientPort port of the client for a TCP segment, otherwise 0
 * @param synTo station to which the client had sent the connection's latest SYN; empty for ARP or when none was seen
 * @param synNanos when that SYN passed, 0 without one
 */
public record Claim(
        long nanos, String station, IpAddress address, Kind kind, int clientPort, String synTo, long synNanos) {
    /** Ways to act for an address. */
    public enum Kind {
        /** ARP, sender and target address the same. */
        GRATUITOUS,
        /** ARP reply. */
        ARP_REPLY,
        /** ARP request with the DVIPA as sender. */
        ARP_REQUEST,
        /** A connection is accepted: by the owner, or by the target that the owner chose. */
        SYN_ACK,
        /** A connection is refused or ended. */
        RST;

        /** ARP of any kind. */
        public boolean arp() {
            return this == GRATUITOUS || this == ARP_REPLY || this == ARP_REQUEST;
        }

        /** ARP that puts the address into caches. */
        public boolean announces() {
            return this == GRATUITOUS || this == ARP_REPLY;
        }
    }

    @Override
    public String toString() {
        return kind + " for " + address + " from " + station + (clientPort == 0 ? "" : " to client port " + clientPort);
    }
}
