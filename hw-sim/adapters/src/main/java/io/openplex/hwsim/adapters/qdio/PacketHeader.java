package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import java.nio.ByteBuffer;

/**
 * What travels with a packet between program and adapter, besides what {@link Frame} holds of it: the information of
 * the 32-byte QDIO header (hardware.md 1.10) in a layout of our own. An object is filled anew for every packet.
 *
 * <pre>
 *    0 id             X'01' layer 3, X'02' layer 2, X'03' and X'06' the same, to be cut into segments
 *    1 flags          X'80' IPv6, X'07' cast
 *    2 more flags     X'01' VLAN id present, X'08' bytes 16 to 31 hold a MAC address, X'10' header checksum verified,
 *                     X'20' transport checksum verified, X'40' bytes 16 to 31 hold an IP address,
 *                     X'80' transport checksum to be completed (the field holds the pseudo-header sum)
 *    3 queue          inbound queue (hardware.md 3.3), or 0
 *    4 length (2)     of the packet, without this header; 1 to {@link QdioLayout#PACKET_MAX}
 *    6 VLAN (2)       id and priority
 *    8 segmentation   as {@link Frame#segmentation}
 *   10 size (2)       payload bytes of a segment; 0 unless segmentation is asked for
 *   16 hop (16)       an IP address (IPv4 in mapped form), or a MAC address in the last 6 bytes
 * </pre>
 */
public final class PacketHeader {
    /** Bytes of a header. */
    public static final int LENGTH = 32;

    /** {@link #cast}: multicast. */
    public static final int MULTICAST = 4;

    /** {@link #cast}: broadcast. */
    public static final int BROADCAST = 5;

    /** {@link #cast}: unicast. */
    public static final int UNICAST = 6;

    /** {@link #cast}: anycast. */
    public static final int ANYCAST = 7;

    private static final int ID_LAYER3 = 1;
    private static final int ID_LAYER2 = 2;
    private static final int ID_SEGMENTED3 = 3;
    private static final int ID_SEGMENTED2 = 6;
    private static final int IPV6 = 0x80;
    private static final int CAST = 0x07;
    private static final int VLAN = 0x01;
    private static final int MAC = 0x08;
    private static final int VERIFIED = 0x30;
    private static final int ADDRESS = 0x40;
    private static final int PARTIAL = 0x80;

    private boolean layer2;
    private int cast = UNICAST;
    private int hop;
    private long hopHigh;
    private long hopLow;

    /** A header of a layer-3 packet without a next hop. */
    public PacketHeader() {}

    /**
     * Begins a header anew.
     *
     * @param isLayer2 the packet is an Ethernet frame, not an IP packet
     * @param castType {@link #MULTICAST} to {@link #ANYCAST}
     */
    public PacketHeader begin(boolean isLayer2, int castType) {
        if (castType < MULTICAST || castType > ANYCAST) {
            throw new IllegalArgumentException("cast type " + castType);
        }
        layer2 = isLayer2;
        cast = castType;
        hop = 0;
        hopHigh = 0;
        hopLow = 0;
        return this;
    }

    /** Outbound: the next hop, as the halves of its IP address (IPv4 in mapped form). */
    public PacketHeader address(long high, long low) {
        hop = ADDRESS;
        hopHigh = high;
        hopLow = low;
        return this;
    }

    /** Outbound: the MAC address of the next hop. Inbound: that of the sender. */
    public PacketHeader mac(long bits) {
        hop = MAC;
        hopHigh = 0;
        hopLow = bits & 0xffff_ffff_ffffL;
        return this;
    }

    /** The packet is an Ethernet frame; otherwise an IP packet. */
    public boolean layer2() {
        return layer2;
    }

    /** One of the cast types. */
    public int cast() {
        return cast;
    }

    /** The hop is an IP address. */
    public boolean hasAddress() {
        return hop == ADDRESS;
    }

    /** The hop is a MAC address, {@link #hopLow}. */
    public boolean hasMac() {
        return hop == MAC;
    }

    /** First half of the hop, 0 when there is none. */
    public long hopHigh() {
        return hopHigh;
    }

    /** Second half of the hop, 0 when there is none. */
    public long hopLow() {
        return hopLow;
    }

    /** Writes the header for a packet, what {@link Frame} says of it included. */
    void write(ByteBuffer b, int at, Frame packet) {
        boolean segmented = packet.segmentation != Frame.SEGMENT_NONE;
        long id = layer2 ? (segmented ? ID_SEGMENTED2 : ID_LAYER2) : (segmented ? ID_SEGMENTED3 : ID_LAYER3);
        boolean isIpv6 = !layer2 && (packet.buffer().get(packet.offset()) & 0xf0) == 0x60;
        long flags = isIpv6 ? IPV6 | cast : cast;
        boolean tagged = packet.vlan != Frame.NO_VLAN;
        long more = hop | checksumFlags(packet.checksum) | (tagged ? VLAN : 0);
        long tail = (packet.queue & 0xffL) << 32 | (long) packet.length() << 16 | (tagged ? packet.vlan & 0xffff : 0);
        b.putLong(at, id << 56 | flags << 48 | more << 40 | tail);
        long size = segmented ? packet.segmentSize & 0xffff : 0;
        b.putLong(at + 8, (packet.segmentation & 0xffL) << 56 | size << 32);
        b.putLong(at + 16, hopHigh);
        b.putLong(at + 24, hopLow);
    }

    private static int checksumFlags(byte checksum) {
        return switch (checksum) {
            case Frame.CHECKSUM_VALID -> VERIFIED;
            case Frame.CHECKSUM_PARTIAL -> PARTIAL;
            default -> 0;
        };
    }

    /**
     * Reads what somebody else may have written, every byte once, and sets the view to the packet behind it.
     *
     * @param at position of the header, a multiple of 64
     * @param end position behind the last byte used in the buffer, at most its capacity
     * @return false when it is nonsense; the view then shows nothing in particular
     */
    boolean read(ByteBuffer b, int at, int end, Frame view) {
        int room = end - at - QdioLayout.PREFIX;
        if (room < 1) {
            return false;
        }
        long first = b.getLong(at);
        long second = b.getLong(at + 8);
        hopHigh = b.getLong(at + 16);
        hopLow = b.getLong(at + 24);
        int length = (int) (first >>> 16) & 0xffff;
        if (length < 1 || length > room || !takeKind((int) (first >>> 40))) {
            return false;
        }
        view.reset();
        view.bounds(at + QdioLayout.PREFIX, length);
        view.l3 = layer2 ? -1 : view.offset();
        view.queue = (byte) (first >>> 32);
        view.vlan = (first >>> 40 & VLAN) != 0 ? (int) first & 0xffff : Frame.NO_VLAN;
        return takeChecksum((int) (first >>> 40) & 0xff, view) && takeSegmentation((int) (first >>> 56), second, view);
    }

    /** Takes id, cast type and kind of hop from the first three bytes. */
    private boolean takeKind(int bytes) {
        int id = bytes >>> 16;
        layer2 = (id & ID_LAYER2) != 0 && id != ID_SEGMENTED3;
        cast = bytes >>> 8 & CAST;
        hop = bytes & (MAC | ADDRESS);
        boolean known = id == ID_LAYER3 || id == ID_LAYER2 || id == ID_SEGMENTED3 || id == ID_SEGMENTED2;
        boolean hopFits = switch (hop) {
            case MAC -> hopHigh == 0 && hopLow >>> 48 == 0;
            case ADDRESS -> true;
            case 0 -> (hopHigh | hopLow) == 0;
            default -> false;
        };
        return known && cast >= MULTICAST && hopFits;
    }

    private static boolean takeChecksum(int more, Frame view) {
        int said = more & (VERIFIED | PARTIAL);
        view.checksum = said == VERIFIED
                ? Frame.CHECKSUM_VALID
                : said == PARTIAL ? Frame.CHECKSUM_PARTIAL : Frame.CHECKSUM_UNKNOWN;
        return (said & PARTIAL) == 0 || said == PARTIAL;
    }

    private static boolean takeSegmentation(int id, long second, Frame view) {
        boolean asked = id == ID_SEGMENTED3 || id == ID_SEGMENTED2;
        int kind = (int) (second >>> 56);
        view.segmentation = (byte) kind;
        view.segmentSize = (int) (second >>> 32) & 0xffff;
        boolean known = kind == Frame.SEGMENT_TCP4 || kind == Frame.SEGMENT_TCP6;
        return asked ? known && view.segmentSize > 0 : kind == Frame.SEGMENT_NONE && view.segmentSize == 0;
    }
}
