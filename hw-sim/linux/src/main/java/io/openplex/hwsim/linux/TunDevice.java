package io.openplex.hwsim.linux;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.lan.LanCounter;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A TUN interface (Linux, networking/tuntap.rst): IP packets that Linux routes to it come out here, and what is sent
 * here comes in there. Packets of both families, no link header, never blocking. Needs CAP_NET_ADMIN and
 * {@code /dev/net/tun}; the interface is there as long as this is open, and the caller switches it on and gives it its
 * addresses.
 *
 * <p>With offloads Linux hands out TCP segments of up to 64 KB and leaves checksums unfinished; without, it cuts and
 * sums itself. Packets of both sorts can be sent at any time. Opened on any thread, used by one. Allocates nothing per
 * packet.
 */
public final class TunDevice implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x8_0000;

    /** Requests and flags of linux/if_tun.h. */
    private static final long TUNSETIFF = 0x4004_54caL;

    private static final long TUNSETOFFLOAD = 0x4004_54d0L;
    private static final int IFF_TUN = 0x1;
    private static final int IFF_NO_PI = 0x1000;
    private static final int IFF_VNET_HDR = 0x4000;
    /** Unfinished checksums, TCP over IPv4 and IPv6, and congestion marks in them. */
    private static final int OFFLOADS = 1 | 2 | 4 | 8;

    private static final int NAME_BYTES = 16;
    private static final int ROOM = 65_536;
    private static final int HEADER_IN = 64;
    private static final int HEADER_OUT = 80;

    private final SystemCalls calls;
    private final int descriptor;
    private final String name;
    private final int mtu;
    private final boolean offloads;
    private final LanCounter counter = new LanCounter();
    private final VirtioHeader header = new VirtioHeader(false);
    private final Frame incoming = Objects.requireNonNull(new FramePool(1, ROOM).acquire());

    /** Two of struct iovec (address 8, length 8) for each direction, then the two virtio_net_hdr. */
    private final MemorySegment memory = Arena.ofAuto().allocate(2 * 32 + 2 * 16, 16);

    private final ByteBuffer fields = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    private final MemorySegment reading = memory.asSlice(0, 32);
    private final MemorySegment writing = memory.asSlice(32, 32);
    private boolean open = true;

    private TunDevice(SystemCalls calls, int descriptor, String name, int mtu, boolean offloads) {
        this.calls = calls;
        this.descriptor = descriptor;
        this.name = name;
        this.mtu = mtu;
        this.offloads = offloads;
        fields.putLong(0, memory.address() + HEADER_IN).putLong(8, VirtioHeader.LENGTH);
        fields.putLong(16, incoming.memory().address() + Frame.HEADROOM).putLong(24, ROOM);
        fields.putLong(32, memory.address() + HEADER_OUT).putLong(40, VirtioHeader.LENGTH);
    }

    /**
     * Makes the interface, or takes one that was made for this user.
     *
     * @param name its name, 1 to 15 bytes
     * @param offloads the receiver takes unfinished checksums and TCP segments of up to 64 KB
     * @param namespace file that names the network namespace; empty for the caller's
     * @throws IOException in one line, what is the matter and what to do about it
     */
    public static TunDevice open(String name, boolean offloads, Optional<Path> namespace) throws IOException {
        Platform.require("a TUN interface");
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes >= NAME_BYTES) {
            throw new IOException("the name of an interface has 1 to 15 bytes, not " + bytes);
        }
        return namespace.isEmpty()
                ? openHere(name, offloads)
                : NetworkNamespace.call(namespace.get(), () -> openHere(name, offloads));
    }

    private static TunDevice openHere(String name, boolean offloads) throws IOException {
        SystemCalls calls = new SystemCalls();
        int descriptor = calls.open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
        if (descriptor < 0) {
            throw new IOException("cannot open /dev/net/tun (" + Errno.name(-descriptor)
                    + "): modprobe tun, or start the container with --device /dev/net/tun");
        }
        try {
            configure(calls, descriptor, name, offloads);
            LinkSocket kernel = LinkSocket.open(false);
            try {
                int mtu = kernel.find(name)
                        .orElseThrow(() -> new IOException("the interface " + name + " is gone already"))
                        .mtu();
                return new TunDevice(calls, descriptor, name, mtu, offloads);
            } finally {
                kernel.close();
            }
        } catch (IOException | RuntimeException e) {
            calls.close(descriptor);
            throw e;
        }
    }

    private static void configure(SystemCalls calls, int descriptor, String name, boolean offloads) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            // struct ifreq: name 16, flags 2, and more of other uses.
            MemorySegment request = arena.allocate(40, 8);
            request.setString(0, name, StandardCharsets.UTF_8);
            request.set(ValueLayout.JAVA_SHORT, NAME_BYTES, (short) (IFF_TUN | IFF_NO_PI | IFF_VNET_HDR));
            int answer = calls.ioctl(descriptor, TUNSETIFF, request);
            switch (-answer) {
                case Errno.EPERM ->
                    throw new IOException("not permitted to make the interface " + name
                            + ": it takes CAP_NET_ADMIN; run as root, or in a container with --cap-add NET_ADMIN");
                case Errno.EBUSY -> throw new IOException("the interface " + name + " is in use; choose another name");
                case Errno.EINVAL ->
                    throw new IOException("there is an interface " + name + " that is no TUN; choose another name");
                default -> check(answer, name, "TUNSETIFF");
            }
            // This argument is a number, not the address of one.
            MemorySegment flags = MemorySegment.ofAddress(offloads ? OFFLOADS : 0);
            check(calls.ioctl(descriptor, TUNSETOFFLOAD, flags), name, "TUNSETOFFLOAD");
        }
    }

    private static void check(int answer, String name, String what) throws IOException {
        if (answer < 0) {
            throw new IOException(
                    "cannot make the interface " + name + ": " + what + " answers " + Errno.name(-answer));
        }
    }

    /**
     * Hands up to {@code limit} packets to the sink, IP header first, {@code l3} set.
     *
     * @return number of packets handed over; fewer than the limit mean that none is left
     */
    public int poll(AdapterSession.PacketSink sink, int limit, long nowNanos) {
        int handed = 0;
        for (int asked = 0; asked < limit && open; asked++) {
            long answer = calls.readv(descriptor, reading, 2);
            if (answer < 0) {
                if (answer != -Errno.EAGAIN) {
                    counter.error();
                }
                break;
            }
            int length = (int) answer - VirtioHeader.LENGTH;
            incoming.reset();
            incoming.length(Math.max(length, 0));
            int state = header.read(fields, HEADER_IN, incoming, Frame.HEADROOM, offloads);
            if (length < 0 || state == VirtioHeader.BAD || state == VirtioHeader.TO_BE_CUT) {
                counter.error();
                continue;
            }
            incoming.l3 = incoming.offset();
            counter.received(length);
            handed++;
            sink.packet(incoming, nowNanos);
        }
        return handed;
    }

    /**
     * Sends one packet whose first byte is its IP header; its bytes are taken before the call returns and left as they
     * are, the caller keeps the frame.
     *
     * @return false when it was lost, because the interface is down or has no room, or the packet contradicts itself
     */
    public boolean send(Frame packet) {
        if (packet.length() > ROOM) {
            counter.tooLong();
            return false;
        }
        if (!open || !header.write(fields, HEADER_OUT, packet)) {
            counter.lost();
            return false;
        }
        fields.putLong(48, packet.memory().address() + packet.offset()).putLong(56, packet.length());
        long answer = calls.writev(descriptor, writing, 2);
        if (answer < 0) {
            counter.lost();
            return false;
        }
        counter.sent(packet.length());
        return true;
    }

    /** Readable when packets have come; for a waiter, until the device is closed. */
    public int descriptor() {
        return descriptor;
    }

    /** Name of the interface. */
    public String name() {
        return name;
    }

    /** MTU of the interface at the opening, bytes. */
    public int mtu() {
        return mtu;
    }

    /** What has been counted so far; a live view. */
    public LanStatistics statistics() {
        return counter.statistics();
    }

    /** Removes the interface, unless it was made to stay. */
    @Override
    public void close() {
        if (open) {
            open = false;
            calls.close(descriptor);
        }
    }
}
