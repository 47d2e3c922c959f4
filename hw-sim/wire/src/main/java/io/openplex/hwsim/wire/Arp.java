package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/**
 * ARP for IPv4 over Ethernet (RFC 826): hardware type 2, protocol type 2, lengths 1+1, operation 2, sender MAC 6,
 * sender
 * IP 4, target MAC 6, target IP 4.
 */
public final class Arp {
    /** Packet length. */
    public static final int LENGTH = 28;

    /** Operation: who has. */
    public static final int REQUEST = 1;

    /** Operation: is at. */
    public static final int REPLY = 2;

    private Arp() {}

    /** True for a whole Ethernet/IPv4 packet. */
    public static boolean check(ByteBuffer b, int at, int length) {
        return length >= LENGTH
                && b.getShort(at) == 1
                && (b.getShort(at + 2) & 0xffff) == Ethernet.TYPE_IPV4
                && b.get(at + 4) == 6
                && b.get(at + 5) == 4;
    }

    /** Operation. */
    public static int operation(ByteBuffer b, int at) {
        return b.getShort(at + 6) & 0xffff;
    }

    /** Sender's Ethernet address. */
    public static long senderMac(ByteBuffer b, int at) {
        return MacAddress.read(b, at + 8);
    }

    /** Sender's IPv4 address. */
    public static int senderIp(ByteBuffer b, int at) {
        return b.getInt(at + 14);
    }

    /** Target's Ethernet address. */
    public static long targetMac(ByteBuffer b, int at) {
        return MacAddress.read(b, at + 18);
    }

    /** Target's IPv4 address. */
    public static int targetIp(ByteBuffer b, int at) {
        return b.getInt(at + 24);
    }

    /** Writes a packet. */
    public static void write(
            ByteBuffer b, int at, int operation, long senderMac, int senderIp, long targetMac, int targetIp) {
        b.putShort(at, (short) 1);
        b.putShort(at + 2, (short) Ethernet.TYPE_IPV4);
        b.put(at + 4, (byte) 6);
        b.put(at + 5, (byte) 4);
        b.putShort(at + 6, (short) operation);
        MacAddress.write(b, at + 8, senderMac);
        b.putInt(at + 14, senderIp);
        MacAddress.write(b, at + 18, targetMac);
        b.putInt(at + 24, targetIp);
    }
}
