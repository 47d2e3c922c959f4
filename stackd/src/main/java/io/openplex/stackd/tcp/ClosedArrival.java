package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.tcp.UnknownSegmentPolicy.Verdict;

/** SEGMENT ARRIVES in CLOSED: no connection and no listener (RFC 9293 3.10.7.1), unless the policy says otherwise. */
final class ClosedArrival {
    private final Core core;

    ClosedArrival(Core core) {
        this.core = core;
    }

    void arrive(Segment s, long nowNanos) {
        if (s.has(Tcp.RST)) {
            return;
        }
        Verdict verdict = core.policy.unknownSegment(
                s.localHigh, s.localLow, s.localPort, s.remoteHigh, s.remoteLow, s.remotePort);
        if (verdict == Verdict.DROP) {
            core.count(TcpCounter.UNKNOWN_DROPPED);
            return;
        }
        core.count(TcpCounter.UNKNOWN_RESET);
        core.transmitter.resetFor(s, nowNanos);
    }
}
