package io.openplex.hwsim.adapters.lan;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.util.Objects;

/**
 * One end of a point-to-point Ethernet cable made of UDP: one datagram carries one frame, header first, without frame
 * check sequence. The socket is connected, so that the kernel drops datagrams of anybody but the far end.
 *
 * <p>UDP has no carrier: {@link #linkUp()} is true while the port is open. A far end that is not there shows only as
 * {@link LanStatistics#unreachable()}. An interrupt of the polling thread closes the port (a property of NIO channels).
 */
public final class UdpLanPort implements LanPort {
    /** Asked of the kernel for each direction; it grants what its limits allow. */
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private static final int MIN_MTU = 68;
    private static final int MAX_MTU = 65_000;

    private final DatagramChannel channel;
    private final Frame incoming;
    private final int mtu;
    private final LanCounter counter = new LanCounter();

    private UdpLanPort(DatagramChannel channel, int mtu) {
        this.channel = channel;
        this.mtu = mtu;
        // One byte more than allowed: a datagram that fills it was too long.
        incoming = Objects.requireNonNull(new FramePool(1, mtu + FRAMING + 1).acquire());
    }

    /**
     * Opens an end between two loopback addresses.
     *
     * @param mtu largest IP packet, {@value #MIN_MTU} to {@value #MAX_MTU}
     * @throws IOException when the local address is taken or cannot be bound
     * @throws IllegalArgumentException when an address is not a loopback address, or the MTU is out of range
     */
    public static UdpLanPort open(InetSocketAddress local, InetSocketAddress remote, int mtu) throws IOException {
        requireLoopback(local);
        requireLoopback(remote);
        return openAnywhere(local, remote, mtu);
    }

    /** The same without the restriction to loopback: frames travel unprotected, so ask the operator first. */
    public static UdpLanPort openAnywhere(InetSocketAddress local, InetSocketAddress remote, int mtu)
            throws IOException {
        if (mtu < MIN_MTU || mtu > MAX_MTU) {
            throw new IllegalArgumentException("MTU " + mtu + " is not between " + MIN_MTU + " and " + MAX_MTU);
        }
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(local);
            channel.connect(remote);
            return new UdpLanPort(channel, mtu);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireLoopback(InetSocketAddress address) {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("not a loopback address: " + address);
        }
    }

    @Override
    public int poll(Receiver receiver, int limit, long nowNanos) {
        int handed = 0;
        for (int attempt = 0; attempt < limit; attempt++) {
            int bytes = read();
            if (bytes == 0) {
                break;
            }
            if (bytes > mtu + FRAMING) {
                counter.tooLong();
            } else if (bytes > 0) {
                incoming.length(bytes);
                counter.received(bytes);
                handed++;
                receiver.frame(incoming, nowNanos);
            }
        }
        return handed;
    }

    /** Bytes of the next datagram; 0 when there is none; -1 after a failure that was counted. */
    private int read() {
        if (!channel.isOpen()) {
            return 0;
        }
        incoming.reset();
        try {
            return channel.read(incoming.receiving());
        } catch (PortUnreachableException e) {
            counter.unreachable();
        } catch (IOException e) {
            counter.error();
        }
        return -1;
    }

    @Override
    public boolean send(Frame frame, long nowNanos) {
        if (frame.length() > mtu + FRAMING) {
            counter.tooLong();
            return false;
        }
        if (!write(frame)) {
            counter.lost();
            return false;
        }
        counter.sent(frame.length());
        return true;
    }

    /** Writes the frame; once more when the first try only brought the bad news about an earlier datagram. */
    private boolean write(Frame frame) {
        for (int attempt = 0; attempt < 2 && channel.isOpen(); attempt++) {
            try {
                return channel.write(frame.io()) > 0;
            } catch (PortUnreachableException e) {
                counter.unreachable();
            } catch (IOException e) {
                counter.error();
                return false;
            }
        }
        return false;
    }

    /** The socket, so that whoever polls this port can wait for the next datagram in a selector. */
    public SelectableChannel channel() {
        return channel;
    }

    /** Nothing is ever queued here. */
    @Override
    public void flush() {}

    @Override
    public boolean linkUp() {
        return channel.isOpen();
    }

    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public LanStatistics statistics() {
        return counter.statistics();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            counter.error();
        }
    }
}
