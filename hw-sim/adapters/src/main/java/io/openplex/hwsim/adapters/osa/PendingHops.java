package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.KeyIndex;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import org.jspecify.annotations.Nullable;

/**
 * Next hops by VLAN whose MAC address is being asked for, each with copies of the packets that wait for it and the
 * sessions that sent them.
 */
final class PendingHops {
    private final KeyIndex index = new KeyIndex(OsaTiming.PENDING_HOPS);
    private final FramePool pool;
    private final @Nullable Frame[][] packets = new Frame[OsaTiming.PENDING_HOPS][OsaTiming.PENDING_PACKETS];
    private final @Nullable OsaSession[][] senders = new OsaSession[OsaTiming.PENDING_HOPS][OsaTiming.PENDING_PACKETS];
    private final int[] count = new int[OsaTiming.PENDING_HOPS];
    private final int[] requests = new int[OsaTiming.PENDING_HOPS];
    private final long[] dueNanos = new long[OsaTiming.PENDING_HOPS];

    /** Hops without packets; packets are at most {@code packetBytes} long. */
    PendingHops(int packetBytes) {
        pool = new FramePool(OsaTiming.PENDING_HOPS * OsaTiming.PENDING_PACKETS, packetBytes);
    }

    int find(int vid, int ip) {
        return index.find(vid, IpAddress.lowOfV4(ip));
    }

    /** Starts to ask for a next hop, due at once; -1 when too many are being asked for. */
    int start(int vid, int ip, long nowNanos) {
        int id = index.add(vid, IpAddress.lowOfV4(ip));
        if (id >= 0) {
            count[id] = 0;
            requests[id] = 0;
            dueNanos[id] = nowNanos;
        }
        return id;
    }

    /** Keeps a copy of a packet; the newest are kept (RFC 1122 2.3.2.2). */
    void enqueue(int id, OsaSession from, Frame packet) {
        if (count[id] == OsaTiming.PENDING_PACKETS) {
            sender(id, 0).statistics().drop(OsaDrop.QUEUE_FULL);
            packet(id, 0).release();
            System.arraycopy(packets[id], 1, packets[id], 0, OsaTiming.PENDING_PACKETS - 1);
            System.arraycopy(senders[id], 1, senders[id], 0, OsaTiming.PENDING_PACKETS - 1);
            count[id]--;
        }
        Frame copy = pool.acquire();
        if (copy == null) {
            throw new IllegalStateException("there is a frame for every packet that may wait");
        }
        copy.length(packet.length());
        copy.buffer().put(copy.offset(), packet.buffer(), packet.offset(), packet.length());
        packets[id][count[id]] = copy;
        senders[id][count[id]++] = from;
    }

    /** Drops a session's packets that claim the address; the others keep their order. */
    void dropClaims(OsaSession from, int source) {
        for (int id = 0; id < index.top(); id++) {
            for (int i = 0; index.isUsed(id) && i < count[id]; i++) {
                Frame packet = packet(id, i);
                if (sender(id, i) == from
                        && TcpClaims.isClaim(packet)
                        && Ipv4.source(packet.buffer(), packet.offset()) == source) {
                    remove(id, i--, OsaDrop.CLAIM_FORBIDDEN);
                }
            }
        }
    }

    /** Drops everything that a session has waiting. */
    void dropAll(OsaSession from) {
        for (int id = 0; id < index.top(); id++) {
            for (int i = 0; index.isUsed(id) && i < count[id]; i++) {
                if (sender(id, i) == from) {
                    remove(id, i--, OsaDrop.NOT_STARTED);
                }
            }
        }
    }

    private void remove(int id, int position, OsaDrop reason) {
        sender(id, position).statistics().drop(reason);
        packet(id, position).release();
        int behind = count[id] - position - 1;
        System.arraycopy(packets[id], position + 1, packets[id], position, behind);
        System.arraycopy(senders[id], position + 1, senders[id], position, behind);
        count[id]--;
    }

    int count(int id) {
        return count[id];
    }

    Frame packet(int id, int position) {
        return present(packets[id][position]);
    }

    OsaSession sender(int id, int position) {
        return present(senders[id][position]);
    }

    private static <T> T present(@Nullable T entry) {
        if (entry == null) {
            throw new IllegalStateException("positions below the count are filled");
        }
        return entry;
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

    /** Ends asking; the packets have been sent. */
    void end(int id) {
        for (int i = 0; i < count[id]; i++) {
            packet(id, i).release();
        }
        index.remove(id);
    }

    /** Ends asking without an answer: the packets are dropped silently. */
    void giveUp(int id) {
        for (int i = 0; i < count[id]; i++) {
            sender(id, i).statistics().drop(OsaDrop.UNRESOLVED);
        }
        end(id);
    }

    void giveUpAll() {
        for (int id = index.top() - 1; id >= 0; id--) {
            if (index.isUsed(id)) {
                giveUp(id);
            }
        }
    }
}
