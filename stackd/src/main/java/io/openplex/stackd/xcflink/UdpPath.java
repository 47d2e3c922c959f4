package io.openplex.stackd.xcflink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;

/**
 * A path over a UDP socket of its own. Opened first, so that its port can be told to the partner; connected when the
 * partner has told its own. A connected socket takes datagrams from that partner's port only.
 */
public final class UdpPath implements DatagramPath {
    private static final int SOCKET_BUFFER = 4 << 20;

    private final DatagramChannel channel;
    private final int localPort;
    private boolean connected;
    private long errors;

    private UdpPath(DatagramChannel channel, int localPort) {
        this.channel = channel;
        this.localPort = localPort;
    }

    /** Opens a socket on an ephemeral port of a host address (the loopback address in the lab). */
    public static UdpPath open(InetAddress host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            channel.bind(new InetSocketAddress(host, 0));
            SocketAddress bound = channel.getLocalAddress();
            return new UdpPath(channel, ((InetSocketAddress) bound).getPort());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Port to tell the partner. */
    public int localPort() {
        return localPort;
    }

    /** The partner's socket is known now; on the loop. Register {@link #channel} with the runner afterwards. */
    public void connect(InetSocketAddress partner) throws IOException {
        channel.connect(partner);
        connected = true;
    }

    /** The socket, for the runner's selector; not before {@link #connect}, nothing reads it until then. */
    public DatagramChannel channel() {
        return channel;
    }

    /** Times that the system refused to send or reported that the partner's port is gone. */
    public long errors() {
        return errors;
    }

    @Override
    public boolean ready() {
        return connected;
    }

    @Override
    public Sent send(ByteBuffer datagram) {
        if (!connected) {
            return Sent.LOST;
        }
        try {
            return channel.write(datagram) > 0 ? Sent.LEFT : Sent.LOST;
        } catch (PortUnreachableException e) {
            errors++;
            return Sent.LOST;
        } catch (IOException e) {
            errors++;
            return isTooLong(e) ? Sent.TOO_LONG : Sent.LOST;
        }
    }

    /** The library has no type of its own for EMSGSIZE; what it has is the text of the system. */
    static boolean isTooLong(IOException refusal) {
        String message = refusal.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("too long");
    }

    @Override
    public int receive(ByteBuffer into) {
        if (!connected) {
            return -1;
        }
        try {
            int before = into.position();
            if (channel.read(into) < 0) {
                return -1;
            }
            int length = into.position() - before;
            return length == 0 ? -1 : length;
        } catch (IOException e) {
            // "Port unreachable" of an earlier datagram; reading it has cleared it.
            errors++;
            return -1;
        }
    }

    @Override
    public void close() {
        connected = false;
        try {
            channel.close();
        } catch (IOException e) {
            errors++;
        }
    }
}
