package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/**
 * Ethernet II header: destination (6), source (6), type (2). A VLAN tag travels in {@link Frame#vlan}, not in the
 * bytes, above the adapter.
 */
public final class Ethernet {
    /** Header length. */
    public static final int LENGTH = 14;

    /** Shortest frame without checksum. */
    public static final int MIN_FRAME = 60;

    /** IPv4. */
    public static final int TYPE_IPV4 = 0x0800;

    /** ARP. */
    public static final int TYPE_ARP = 0x0806;

    /** 802.1Q tag. */
    public static final int TYPE_VLAN = 0x8100;

    /** Bytes that an 802.1Q tag adds to a header. */
    public static final int TAG_LENGTH = 4;

    /** Outer tag of a doubly tagged frame (802.1ad). */
    public static final int TYPE_OUTER_VLAN = 0x88a8;

    /** IPv6. */
    public static final int TYPE_IPV6 = 0x86dd;

    private Ethernet() {}

    /** True when a header fits. */
    public static boolean check(int length) {
        return length >= LENGTH;
    }

    /** Destination address. */
    public static long destination(ByteBuffer b, int at) {
        return MacAddress.read(b, at);
    }

    /** Source address. */
    public static long source(ByteBuffer b, int at) {
        return MacAddress.read(b, at + 6);
    }

    /** EtherType, 0 to 65535. */
    public static int type(ByteBuffer b, int at) {
        return b.getShort(at + 12) & 0xffff;
    }

    /** Writes a header. */
    public static void write(ByteBuffer b, int at, long destination, long source, int type) {
        MacAddress.write(b, at, destination);
        MacAddress.write(b, at + 6, source);
        b.putShort(at + 12, (short) type);
    }
}
