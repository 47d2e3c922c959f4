package io.openplex.stackd.daemon;

import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Heartbeats over one UDP socket on a host address of this machine. */
final class HeartbeatSocket implements HeartbeatEndpoint, AutoCloseable {
    private static final int ADDRESSES_MAX = 1024;
    private static final int PORT_MAX = 0xffff;

    private final DatagramChannel channel;
    private final String address;

    /** Addresses as partners told them; empty: unusable. */
    private final Map<String, Optional<InetSocketAddress>> known = new HashMap<>();

    private HeartbeatSocket(DatagramChannel channel, String address) {
        this.channel = channel;
        this.address = address;
    }

    /** Opens a socket on an ephemeral port. */
    static HeartbeatSocket open(InetAddress host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(host, 0));
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new HeartbeatSocket(channel, host.getHostAddress() + ":" + port);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** For the runner's selector. */
    DatagramChannel channel() {
        return channel;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public boolean send(String to, ByteBuffer datagram) {
        if (known.size() > ADDRESSES_MAX) {
            known.clear();
        }
        Optional<InetSocketAddress> partner = known.computeIfAbsent(to, HeartbeatSocket::parse);
        if (partner.isEmpty()) {
            return false;
        }
        try {
            return channel.send(datagram, partner.get()) > 0;
        } catch (IOException e) {
            return false; // counted by the caller; the partner's silence speaks for itself
        }
    }

    /** Textual addresses only: a name would be looked up, and the loop does not wait. */
    private static Optional<InetSocketAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(0, colon).matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            return port < 1 || port > PORT_MAX
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)), port));
        } catch (NumberFormatException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public int receive(ByteBuffer into) {
        try {
            int before = into.position();
            SocketAddress from = channel.receive(into);
            return from == null ? -1 : into.position() - before;
        } catch (IOException e) {
            return -1; // "port unreachable" of an earlier datagram; reading it has cleared it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
