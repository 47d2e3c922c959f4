package io.openplex.stackd.daemon;

import io.openplex.stackd.sysplex.LinkEnds;
import io.openplex.stackd.xcflink.DatagramPath;
import io.openplex.stackd.xcflink.UdpPath;
import io.openplex.xcf.api.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends of XCF data links as UDP sockets on one host address. */
final class UdpLinkEnds implements LinkEnds {
    private static final Logger LOG = LoggerFactory.getLogger(UdpLinkEnds.class);

    private final InetAddress host;
    private final Consumer<SelectableChannel> waker;

    /**
     * Ends on a host address.
     *
     * @param waker makes the loop wake up when a datagram arrives on the channel
     */
    UdpLinkEnds(InetAddress host, Consumer<SelectableChannel> waker) {
        this.host = host;
        this.waker = waker;
    }

    @Override
    public Optional<LinkEnd> open(Member partner) {
        try {
            return Optional.of(new End(UdpPath.open(host)));
        } catch (IOException e) {
            LOG.warn("No socket for the XCF link to {}: {}", partner.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private final class End implements LinkEnd {
        private final UdpPath path;

        End(UdpPath path) {
            this.path = path;
        }

        @Override
        public String host() {
            return host.getHostAddress();
        }

        @Override
        public int port() {
            return path.localPort();
        }

        @Override
        public boolean connect(String partnerHost, int port) {
            // Textual addresses only: a name would be looked up, and the loop does not wait.
            if (!partnerHost.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                return false;
            }
            try {
                path.connect(new InetSocketAddress(InetAddress.getByName(partnerHost), port));
                waker.accept(path.channel());
                return true;
            } catch (IOException | RuntimeException e) {
                LOG.warn("XCF link to {}:{} cannot be connected: {}", partnerHost, port, e.getMessage());
                return false;
            }
        }

        @Override
        public DatagramPath path() {
            return path;
        }
    }
}
