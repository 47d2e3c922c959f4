package io.openplex.hwsim.adapters.lan;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Two UDP ports on loopback that are each other's far end. */
record UdpCable(UdpLanPort left, UdpLanPort right) {
    static UdpCable open(int mtu) throws IOException {
        InetSocketAddress left = free();
        InetSocketAddress right = free();
        return new UdpCable(UdpLanPort.open(left, right, mtu), UdpLanPort.open(right, left, mtu));
    }

    /** A loopback port that was free a moment ago. */
    static InetSocketAddress free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
