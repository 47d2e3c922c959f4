package io.openplex.deploy.simulation.client;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.Icmp4;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.stackd.ip.IpLayer;
import java.util.Map;
import java.util.TreeMap;

/** Sends ICMP echo requests and counts the answers by address. */
public final class Pinger {
    private static final int DATA_BYTES = 32;

    private final IpLayer ip;
    private final Map<IpAddress, Integer> answers = new TreeMap<>();
    private int sequence;

    Pinger(IpLayer ip) {
        this.ip = ip;
        ip.handler(IpProtocol.ICMP, this::received);
    }

    /** Sends one request. */
    public void send(IpAddress address, long nowNanos) {
        Frame frame = ip.sender().acquire();
        IpAddress source = ip.sender().sourceFor(address);
        if (frame == null || source == null) {
            throw new IllegalStateException("no frame or no route to " + address);
        }
        sequence++;
        frame.length(Icmp4.LENGTH + DATA_BYTES);
        int at = frame.offset();
        frame.buffer().put(at, (byte) Icmp4.ECHO_REQUEST).put(at + 1, (byte) 0);
        frame.buffer().putShort(at + 4, (short) 1).putShort(at + 6, (short) sequence);
        for (int i = Icmp4.LENGTH; i < frame.length(); i++) {
            frame.buffer().put(at + i, (byte) i);
        }
        Icmp4.writeChecksum(frame.buffer(), at, frame.length());
        ip.sender().send(frame, source, address, IpProtocol.ICMP, nowNanos);
    }

    private boolean received(Frame packet, long nowNanos) {
        if (Icmp4.type(packet.buffer(), packet.l4) == Icmp4.ECHO_REPLY) {
            answers.merge(IpAddress.v4(Ipv4.source(packet.buffer(), packet.l3)), 1, Integer::sum);
        }
        return true;
    }

    /** Answers received from an address. */
    public int answers(IpAddress from) {
        return answers.getOrDefault(from, 0);
    }
}
