package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;

/** Next hops whose MAC address is being asked for, each with the packets that wait for it. Owns the waiting frames. */
final class PendingHops {
    private final OsaStatistics statistics;
    private final KeyIndex index = new KeyIndex(OsaTiming.PENDING_HOPS);
    private final Frame[][] packets = new Frame[OsaTiming.PENDING_HOPS][OsaTiming.PENDING_PACKETS];
    private final int[] count = new int[OsaTiming.PENDING_HOPS];
    private final int[] requests = new int[OsaTiming.PENDING_HOPS];
    private final long[] dueNanos = new long[OsaTiming.PENDING_HOPS];

    PendingHops(OsaStatistics statistics) {
        this.statistics = statistics;
    }

    int find(int ip) {
        return index.find(IpAddress.V4_HIGH, IpAddress.lowOfV4(ip));
    }

    /** Starts to ask for a next hop, due at once; -1 when too many are being asked for. */
    int start(int ip, long nowNanos) {
        int id = index.add(IpAddress.V4_HIGH, IpAddress.lowOfV4(ip));
        if (id >= 0) {
            count[id] = 0;
            requests[id] = 0;
            dueNanos[id] = nowNanos;
        }
        return id;
    }

    /** Takes a packet over; the newest are kept (RFC 1122 2.3.2.2). */
    void enqueue(int id, Frame packet) {
        Frame[] queue = packets[id];
        if (count[id] == queue.length) {
            statistics.drop(OsaDrop.QUEUE_FULL);
            queue[0].release();
            System.arraycopy(queue, 1, queue, 0, queue.length - 1);
            count[id]--;
        }
        queue[count[id]++] = packet;
    }

    /** Drops the packets for a next hop that claim the address; the others keep their order. */
    void dropClaims(int id, int source) {
        if (!index.isUsed(id)) {
            return;
        }
        Frame[] queue = packets[id];
        int kept = 0;
        for (int i = 0; i < count[id]; i++) {
            Frame packet = queue[i];
            if (TcpClaims.isClaim(packet) && Ipv4.source(packet.buffer(), packet.offset()) == source) {
                statistics.drop(OsaDrop.CLAIM_FORBIDDEN);
                packet.release();
            } else {
                queue[kept++] = packet;
            }
        }
        count[id] = kept;
    }

    int count(int id) {
        return count[id];
    }

    Frame packet(int id, int position) {
        return packets[id][position];
    }

    /** True when a request is due, or giving up. */
    boolean isDue(int id, long nowNanos) {
        return index.isUsed(id) && dueNanos[id] - nowNanos <= 0;
    }

    boolean isExhausted(int id) {
        return requests[id] == OsaTiming.ARP_REQUESTS;
    }

    void requested(int id, long nowNanos) {
        requests[id]++;
        dueNanos[id] = nowNanos + OsaTiming.ARP_RETRY_NANOS;
    }

    int ip(int id) {
        return (int) index.low(id);
    }

    int top() {
        return index.top();
    }

    /** Ends asking; the packets were sent or are given back by the caller. */
    void end(int id) {
        index.remove(id);
    }

    /** Ends asking without an answer: the packets are dropped silently. */
    void giveUp(int id) {
        for (int i = 0; i < count[id]; i++) {
            statistics.drop(OsaDrop.UNRESOLVED);
            packets[id][i].release();
        }
        index.remove(id);
    }

    void giveUpAll() {
        for (int id = index.top() - 1; id >= 0; id--) {
            if (index.isUsed(id)) {
                giveUp(id);
            }
        }
    }
}
