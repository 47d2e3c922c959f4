package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.loop.LoopFlusher;
import io.openplex.stackd.loop.LoopParticipant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The IP layer of one stack: interfaces, home list, routes, input and output. The loop steps it (adapters stage) and
 * flushes it; everything belongs to the loop's thread.
 */
public final class IpLayer implements LoopParticipant, LoopFlusher {
    private static final int POLL_BATCH = 64;

    /**
     * Adapters run timers of their own when polled (ARP), and do not say when: that often they are polled when idle.
     */
    private static final long ADAPTER_TIMERS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final FramePool pool;
    private final HomeList home = new HomeList();
    private final RouteTable routes = new RouteTable();
    private final IpCounters counters = new IpCounters();
    private final InterfaceTable interfaces = new InterfaceTable();
    private final LoopbackInterface loopback = new LoopbackInterface();
    private final IpOutput output;
    private final IpInput input;
    private long lastStep = Long.MIN_VALUE;

    /**
     * A layer with nothing but loopback.
     *
     * @param pool frames for everything that is sent; each holds a largest packet of the LAN
     */
    public IpLayer(IpOptions options, FramePool pool) {
        this.pool = pool;
        output = new IpOutput(options, pool, home, routes, loopback, counters);
        input = new IpInput(options, pool, home, routes, interfaces, output, counters);
        interfaces.add(loopback);
        home.add(new HomeEntry(LinkNames.LOOPBACK, IpAddress.LOOPBACK4, HomeKind.LOOPBACK));
    }

    /** Addresses of this stack. */
    public HomeList home() {
        return home;
    }

    /** Routes of this stack. */
    public RouteTable routes() {
        return routes;
    }

    /** What was done. */
    public IpCounters counters() {
        return counters;
    }

    /** What transports send with. */
    public IpSender sender() {
        return output;
    }

    /** Attaches an interface and answers its number: {@link Frame#ingress}, and the partner's index for XCF links. */
    public int attach(IpInterface added) {
        return interfaces.add(added);
    }

    /** Detaches an interface with all its routes and home list lines; what it has not sent is dropped. */
    public void detach(int number) {
        IpInterface removed = interfaces.remove(number);
        if (removed != null) {
            removed.discard();
            routes.removeIf(route -> route.via().equals(removed));
            home.removeLink(removed.name());
        }
    }

    /** The interface with this number, or null. */
    public @Nullable IpInterface attached(int number) {
        return interfaces.get(number);
    }

    /** All interfaces in the order of their numbers. */
    public List<IpInterface> attached() {
        return interfaces.all();
    }

    /** Registers a protocol, 0 to 255. For ICMP the handler gets everything but echo requests. */
    public void handler(int protocol, PacketHandler handler) {
        input.handler(protocol, handler);
    }

    /** Sets who looks at packets for owned DVIPAs. */
    public void router(InboundRouter router) {
        input.router(router);
    }

    /**
     * Sends a packet unchanged to a partner over its XCF link. The frame stays the caller's; it is copied.
     *
     * @param partner number of the partner's interface
     * @return false when it was dropped (counted): no such link, link down, no room
     */
    public boolean forwardTo(Frame packet, int partner, long nowNanos) {
        IpInterface link = interfaces.get(partner);
        if (link == null || link.kind() != InterfaceKind.XCF || !link.up()) {
            return counters.drop(DropReason.INTERFACE_DOWN);
        }
        if (packet.length() > link.mtu()) {
            return counters.drop(DropReason.TOO_BIG);
        }
        Frame copy = Packets.copy(packet, pool);
        if (copy == null) {
            return counters.drop(DropReason.NO_FRAME);
        }
        if (!link.send(copy, 0, 0, nowNanos)) {
            return counters.drop(DropReason.INTERFACE_FULL);
        }
        counters.countSentToPartner();
        return true;
    }

    @Override
    public int step(long nowNanos) {
        lastStep = nowNanos;
        int work = 0;
        int bound = interfaces.bound();
        for (int number = 0; number < bound; number++) {
            IpInterface polled = interfaces.get(number);
            if (polled != null) {
                work += polled.poll(input, number, POLL_BATCH, nowNanos);
            }
        }
        return work;
    }

    @Override
    public long nextDeadlineNanos() {
        return lastStep == Long.MIN_VALUE || loopback.pending() > 0 ? lastStep : lastStep + ADAPTER_TIMERS_NANOS;
    }

    @Override
    public void flush(boolean mayClaim, long nowNanos) {
        int bound = interfaces.bound();
        for (int number = 0; number < bound; number++) {
            IpInterface flushed = interfaces.get(number);
            if (flushed != null) {
                flushed.flush(mayClaim, nowNanos);
            }
        }
    }
}
