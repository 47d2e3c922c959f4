package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;

/** Tells TCP segments that only the owner of their source address may send: SYN-ACK and RST (ownership clause 7). */
final class TcpClaims {
    private static final int SYN_ACK = Tcp.SYN | Tcp.ACK;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private TcpClaims() {}

    /** True for an unfragmented or first IPv4 TCP segment with RST, or with SYN and ACK; the frame begins at IP. */
    static boolean isClaim(Frame packet) {
        ByteBuffer b = packet.buffer();
        int at = packet.offset();
        if (packet.length() < Ipv4.LENGTH + Tcp.LENGTH
                || b.get(at) >>> 4 != 4
                || Ipv4.protocol(b, at) != IpProtocol.TCP
                || (Ipv4.fragmentBits(b, at) & FRAGMENT_OFFSET) != 0) {
            return false;
        }
        int header = Ipv4.headerLength(b, at);
        if (packet.length() < header + Tcp.LENGTH) {
            return false;
        }
        int flags = Tcp.flags(b, at + header);
        return (flags & Tcp.RST) != 0 || (flags & SYN_ACK) == SYN_ACK;
    }
}
