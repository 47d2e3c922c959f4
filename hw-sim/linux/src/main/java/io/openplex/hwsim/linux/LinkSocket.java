package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.MacAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A netlink socket that speaks of interfaces (rtnetlink(7)): asks for one, lists all, and hears of changes. Belongs to
 * the network namespace of the thread that opened it. All numbers are in the byte order of the machine.
 *
 * <pre>
 *   nlmsghdr   length 4, type 2, flags 2, sequence 4, port 4
 *   ifinfomsg  family 1, pad 1, device type 2, index 4, flags 4, change 4
 *   rtattr     length 2, type 2, value, padded to 4
 * </pre>
 */
final class LinkSocket {
    /** Message types. */
    static final int NEWLINK = 16;

    static final int DELLINK = 17;

    private static final int GETLINK = 18;
    private static final int ERROR = 2;
    private static final int DONE = 3;

    private static final int NETLINK_HEADER = 16;
    private static final int HEADERS = 32;
    private static final int AT_FAMILY = 16;
    private static final int AT_DEVICE_TYPE = 18;
    private static final int AT_INDEX = 20;
    private static final int AT_FLAGS = 24;

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int NETLINK_ROUTE = 0;
    private static final int GROUP_LINK = 1;
    private static final int REQUEST = 1;
    private static final int DUMP = 0x300;
    private static final int MSG_DONTWAIT = 0x40;

    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int IFLA_MACVLAN_MODE = 1;

    /** The kernel fills up to 32 KiB of a listing into one read. */
    private static final int BUFFER_BYTES = 32 << 10;

    private final SystemCalls calls = new SystemCalls();
    private final MemorySegment memory = Arena.ofAuto().allocate(BUFFER_BYTES, 8);
    private final ByteBuffer b = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    private final int descriptor;

    private LinkSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Receives the fixed part of a message about an interface. */
    @FunctionalInterface
    interface Listener {
        /** The interface with this index has these flags ({@link Link#flags()}), or is gone. */
        void link(int index, int flags, boolean gone);
    }

    /**
     * Opens a socket.
     *
     * @param listening hears of every change of an interface in its namespace
     */
    static LinkSocket open(boolean listening) throws IOException {
        SystemCalls calls = new SystemCalls();
        int descriptor = calls.socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE);
        if (descriptor < 0) {
            throw new IOException("cannot ask the kernel for its interfaces: " + Errno.name(-descriptor));
        }
        LinkSocket socket = new LinkSocket(descriptor);
        if (listening) {
            // sockaddr_nl: family 2, pad 2, port 4, groups 4.
            MemorySegment address = Arena.ofAuto().allocate(12, 4);
            ByteBuffer fields = address.asByteBuffer().order(ByteOrder.nativeOrder());
            fields.putShort(0, (short) AF_NETLINK).putInt(8, GROUP_LINK);
            int answer = calls.bind(descriptor, address);
            if (answer < 0) {
                socket.close();
                throw new IOException("cannot listen to changes of interfaces: " + Errno.name(-answer));
            }
        }
        return socket;
    }

    /** All interfaces of the namespace. */
    List<Link> list() throws IOException {
        header(HEADERS, REQUEST | DUMP, 0);
        transmit(HEADERS);
        List<Link> links = new ArrayList<>();
        while (true) {
            int length = receive();
            if (length <= 0) {
                throw new IOException("the kernel did not list its interfaces: " + Errno.name(-length));
            }
            for (int at = 0; at + NETLINK_HEADER <= length; at = next(at)) {
                int type = type(at);
                if (type == DONE) {
                    return links;
                }
                if (type == ERROR) {
                    throw new IOException(
                            "the kernel did not list its interfaces: " + Errno.name(-b.getInt(at + NETLINK_HEADER)));
                }
                if (type == NEWLINK) {
                    links.add(parse(at));
                }
            }
        }
    }

    /** The interface with this name; empty when there is none. */
    Optional<Link> find(String name) throws IOException {
        return list().stream().filter(link -> link.name().equals(name)).findFirst();
    }

    /** Asks for the present state of one interface; the answer is heard like a change. */
    void ask(int index) {
        header(HEADERS, REQUEST, index);
        // When it fails there will be no answer either, and the next change is heard anyway.
        long _ = calls.send(descriptor, memory, HEADERS, MSG_DONTWAIT);
    }

    /**
     * Tells the listener what has been heard; allocates nothing.
     *
     * @return false when something was missed, so that the state has to be asked for
     */
    boolean hear(Listener listener) {
        while (true) {
            int length = receive();
            if (length <= 0) {
                return length == 0 || length == -Errno.EAGAIN;
            }
            for (int at = 0; at + HEADERS <= length; at = next(at)) {
                int type = type(at);
                // Messages of other families tell of bridge ports, and their end is not the interface's.
                if ((type == NEWLINK || type == DELLINK) && b.get(at + AT_FAMILY) == 0) {
                    listener.link(b.getInt(at + AT_INDEX), b.getInt(at + AT_FLAGS), type == DELLINK);
                } else if (type == ERROR && b.getInt(at + NETLINK_HEADER) == -Errno.ENODEV) {
                    // The answer to a question carries the question behind the error number.
                    listener.link(b.getInt(at + NETLINK_HEADER + 4 + AT_INDEX), 0, true);
                }
            }
        }
    }

    private void header(int length, int flags, int index) {
        for (int i = 0; i < length; i += 8) {
            b.putLong(i, 0);
        }
        b.putInt(0, length).putShort(4, (short) GETLINK).putShort(6, (short) flags);
        b.putInt(AT_INDEX, index);
    }

    private void transmit(int length) throws IOException {
        long answer = calls.send(descriptor, memory, length, 0);
        if (answer < 0) {
            throw new IOException("cannot ask the kernel for its interfaces: " + Errno.name((int) -answer));
        }
    }

    private int receive() {
        long answer;
        do {
            answer = calls.recv(descriptor, memory, MSG_DONTWAIT);
        } while (answer == -Errno.EINTR);
        return (int) answer;
    }

    private int type(int at) {
        return b.getShort(at + 4) & 0xffff;
    }

    /** Messages are padded to 4 bytes; a length that is none ends the walk. */
    private int next(int at) {
        int length = b.getInt(at);
        return length < NETLINK_HEADER || length > BUFFER_BYTES ? BUFFER_BYTES : at + (length + 3 & ~3);
    }

    private Link parse(int message) {
        int end = message + b.getInt(message);
        String name = "";
        int mtu = 0;
        long mac = 0;
        String kind = "";
        int mode = 0;
        for (int at = message + HEADERS; at + 4 <= end; at = nextAttribute(at)) {
            int value = at + 4;
            switch (attribute(at)) {
                case IFLA_IFNAME -> name = text(at);
                case IFLA_MTU -> mtu = b.getInt(value);
                case IFLA_ADDRESS -> mac = length(at) == 10 ? mac(value) : 0;
                case IFLA_LINKINFO -> {
                    int kindAt = find(value, at + length(at), IFLA_INFO_KIND);
                    kind = kindAt < 0 ? "" : text(kindAt);
                    int data = find(value, at + length(at), IFLA_INFO_DATA);
                    int modeAt = data < 0 ? -1 : find(data + 4, data + length(data), IFLA_MACVLAN_MODE);
                    mode = modeAt < 0 ? 0 : b.getInt(modeAt + 4);
                }
                default -> {}
            }
        }
        int deviceType = b.getShort(message + AT_DEVICE_TYPE) & 0xffff;
        int index = b.getInt(message + AT_INDEX);
        int flags = b.getInt(message + AT_FLAGS);
        return new Link(name, index, deviceType, flags, mtu, new MacAddress(mac), kind, mode);
    }

    private int find(int from, int end, int wanted) {
        for (int at = from; at + 4 <= end; at = nextAttribute(at)) {
            if (attribute(at) == wanted) {
                return at;
            }
        }
        return -1;
    }

    private int length(int attribute) {
        return b.getShort(attribute) & 0xffff;
    }

    private int attribute(int at) {
        return b.getShort(at + 2) & 0x3fff;
    }

    private int nextAttribute(int at) {
        int length = length(at);
        return length < 4 ? BUFFER_BYTES : at + (length + 3 & ~3);
    }

    /** The value without its closing zero. */
    private String text(int attribute) {
        byte[] bytes = new byte[Math.max(0, length(attribute) - 5)];
        b.get(attribute + 4, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Bytes in wire order, whatever the machine's is. */
    private long mac(int at) {
        long bits = 0;
        for (int i = 0; i < 6; i++) {
            bits = bits << 8 | b.get(at + i) & 0xff;
        }
        return bits;
    }

    int descriptor() {
        return descriptor;
    }

    void close() {
        calls.close(descriptor);
    }
}
