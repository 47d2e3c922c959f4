package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.MacAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The open AF_PACKET socket of a port (packet(7)): bound to one interface, every protocol, non-blocking, a
 * virtio_net_hdr before each frame of both directions, VLAN tags told beside the frame, nothing of what this host sends
 * itself. What it sends goes past the queueing discipline straight to the driver, and is not seen by a capture on the
 * same interface.
 */
final class PacketSocket {
    static final int MSG_DONTWAIT = 0x40;

    /** Most bytes of an IP packet on an OSA (hardware.md 2.11). */
    static final int MTU_MAX = 8992;

    /** Least that IPv4 needs (RFC 791). */
    static final int MTU_MIN = 68;

    private static final int NAME_BYTES = 16;

    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final short ETH_P_ALL = 0x0003;

    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;

    private static final int SOL_PACKET = 263;
    private static final int ADD_MEMBERSHIP = 1;
    private static final int STATISTICS = 6;
    private static final int AUXDATA = 8;
    private static final int VNET_HDR = 15;
    private static final int QDISC_BYPASS = 20;
    private static final int IGNORE_OUTGOING = 23;
    private static final int PROMISCUOUS = 1;
    private static final int ALL_GROUPS = 2;
    private static final int ONE_ADDRESS = 3;

    private static final long SIOCETHTOOL = 0x8946;
    private static final int ETHTOOL_GDRVINFO = 3;

    /** Room for some 200 segments of 64 KB in each direction. */
    private static final int BUFFER_BYTES = 16 << 20;

    private final SystemCalls calls;
    private final int descriptor;
    private final int index;
    private final LinuxInterface attached;
    private final MemorySegment word = Arena.ofAuto().allocate(4, 4);
    private final MemorySegment pair = Arena.ofAuto().allocate(8, 8);

    private PacketSocket(SystemCalls calls, int descriptor, int index, LinuxInterface attached) {
        this.calls = calls;
        this.descriptor = descriptor;
        this.index = index;
        this.attached = attached;
    }

    /** Opens in the namespace of the calling thread. */
    static PacketSocket open(String name, List<MacAddress> addresses, boolean ownNamespace) throws IOException {
        Link link = find(name);
        SystemCalls calls = new SystemCalls();
        int descriptor = calls.socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (descriptor == -Errno.EPERM || descriptor == -Errno.EACCES) {
            throw new IOException("not permitted to attach to " + name
                    + ": it takes CAP_NET_RAW; run as root, or in a container with --cap-add NET_RAW");
        }
        require(descriptor, name, "AF_PACKET");
        try {
            boolean wireless = ownNamespace && isWireless(name);
            LinuxInterface attached = LinuxInterface.of(link, driver(calls, name), wireless);
            PacketSocket socket = new PacketSocket(calls, descriptor, link.index(), attached);
            socket.configure(addresses);
            return socket;
        } catch (IOException | RuntimeException e) {
            calls.close(descriptor);
            throw e;
        }
    }

    private static Link find(String name) throws IOException {
        LinkSocket kernel = LinkSocket.open(false);
        List<Link> links;
        try {
            links = kernel.list();
        } finally {
            kernel.close();
        }
        Link link = links.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no interface " + name + " here; there are "
                        + links.stream().map(Link::name).sorted().limit(20).collect(Collectors.joining(", "))));
        if (link.deviceType() == Link.LOOPBACK) {
            throw new IOException(name + " is a loopback, on which there is no LAN; name an Ethernet interface");
        }
        if (link.deviceType() != Link.ETHERNET) {
            throw new IOException(name + " is not an Ethernet (device type " + link.deviceType() + ")");
        }
        if (link.mtu() < MTU_MIN) {
            throw new IOException("the MTU of " + name + " is " + link.mtu() + ", less than the " + MTU_MIN
                    + " that IPv4 needs; ip link set " + name + " mtu 1500");
        }
        return link;
    }

    private static int require(int answer, String name, String what) throws IOException {
        if (answer < 0) {
            throw new IOException("cannot attach to " + name + ": " + what + " answers " + Errno.name(-answer));
        }
        return answer;
    }

    private void configure(List<MacAddress> addresses) throws IOException {
        String name = attached.name();
        require(set(SOL_PACKET, VNET_HDR, 1), name, "PACKET_VNET_HDR");
        require(set(SOL_PACKET, AUXDATA, 1), name, "PACKET_AUXDATA");
        require(set(SOL_PACKET, IGNORE_OUTGOING, 1), name, "PACKET_IGNORE_OUTGOING (Linux 4.20 or newer is needed)");
        // A refusal costs speed only.
        set(SOL_PACKET, QDISC_BYPASS, 1);
        // Beyond the limit of the system with CAP_NET_ADMIN, without it up to the limit.
        if (set(SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES) < 0) {
            set(SOL_SOCKET, SO_RCVBUF, BUFFER_BYTES);
        }
        if (set(SOL_SOCKET, SO_SNDBUFFORCE, BUFFER_BYTES) < 0) {
            set(SOL_SOCKET, SO_SNDBUF, BUFFER_BYTES);
        }
        // sockaddr_ll: family 2, protocol 2 (network order), index 4, and 12 that only matter for sending.
        MemorySegment address = Arena.ofAuto().allocate(20, 4);
        ByteBuffer fields = address.asByteBuffer();
        fields.putShort(2, ETH_P_ALL);
        fields.order(ByteOrder.nativeOrder()).putShort(0, (short) AF_PACKET).putInt(4, index);
        require(calls.bind(descriptor, address), name, "bind");
        if (addresses.isEmpty()) {
            require(join(PROMISCUOUS, 0), name, "PACKET_MR_PROMISC");
        } else {
            for (MacAddress wanted : addresses) {
                require(join(ONE_ADDRESS, wanted.bits()), name, "PACKET_MR_UNICAST");
            }
            require(join(ALL_GROUPS, 0), name, "PACKET_MR_ALLMULTI");
        }
    }

    private int set(int level, int option, int value) {
        word.set(ValueLayout.JAVA_INT, 0, value);
        return calls.setsockopt(descriptor, level, option, word);
    }

    /** struct packet_mreq: index 4, type 2, address length 2, address 8. */
    private int join(int type, long mac) {
        MemorySegment request = Arena.ofAuto().allocate(16, 4);
        ByteBuffer fields = request.asByteBuffer();
        MacAddress.write(fields, 8, mac);
        fields.order(ByteOrder.nativeOrder()).putInt(0, index).putShort(4, (short) type);
        fields.putShort(6, (short) 6);
        return calls.setsockopt(descriptor, SOL_PACKET, ADD_MEMBERSHIP, request);
    }

    /** sysfs shows the interfaces of one namespace only, this process's. */
    private static boolean isWireless(String name) {
        Path directory = Path.of("/sys/class/net", name);
        return Files.exists(directory.resolve("phy80211")) || Files.exists(directory.resolve("wireless"));
    }

    /** Asks for the name of the driver (linux/ethtool.h, struct ethtool_drvinfo); empty when there is none. */
    private static String driver(SystemCalls calls, String name) {
        int asked = calls.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (asked < 0) {
            return "";
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(196, 8);
            info.set(ValueLayout.JAVA_INT, 0, ETHTOOL_GDRVINFO);
            // struct ifreq: name 16, pointer 8, and 16 more of other uses.
            MemorySegment request = arena.allocate(40, 8);
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            MemorySegment.copy(text, 0, request, ValueLayout.JAVA_BYTE, 0, Math.min(text.length, NAME_BYTES - 1));
            request.set(ValueLayout.ADDRESS, NAME_BYTES, info);
            int answer = calls.ioctl(asked, SIOCETHTOOL, request);
            return answer < 0 ? "" : info.asSlice(4, 32).getString(0, StandardCharsets.UTF_8);
        } finally {
            calls.close(asked);
        }
    }

    /** Frames that found no room in the receive buffer since the last time that this was asked. */
    long missed() {
        // struct tpacket_stats: packets 4, drops 4; reading sets both to 0.
        word.set(ValueLayout.JAVA_INT, 0, 8);
        int answer = calls.getsockopt(descriptor, SOL_PACKET, STATISTICS, pair, word);
        return answer < 0 ? 0 : Integer.toUnsignedLong(pair.get(ValueLayout.JAVA_INT, 4));
    }

    int receive(MemorySegment messages, int count) {
        return calls.recvmmsg(descriptor, messages, count, MSG_DONTWAIT);
    }

    int send(MemorySegment messages, int count) {
        return calls.sendmmsg(descriptor, messages, count, MSG_DONTWAIT);
    }

    int descriptor() {
        return descriptor;
    }

    int index() {
        return index;
    }

    LinuxInterface attached() {
        return attached;
    }

    int mtu() {
        return Math.min(attached.mtu(), MTU_MAX);
    }

    void close() {
        calls.close(descriptor);
    }
}
