package io.openplex.hwsim.linux;

import java.io.IOException;

/**
 * Keeps an eye on one interface: switched on with a carrier, off, or gone. What it knows is a field; it asks the kernel
 * nothing, but reads at intervals what the kernel has told its netlink socket. Allocates nothing.
 */
final class LinkWatch {
    /** A change is seen at most this much later when somebody polls. */
    private static final long INTERVAL_NANOS = 1_000_000L;

    private final LinkSocket socket;
    private final LinkSocket.Listener listener = this::changed;
    private final int index;
    private boolean up;
    private boolean gone;
    private boolean looked;
    private long lastNanos;

    private LinkWatch(LinkSocket socket, int index) {
        this.socket = socket;
        this.index = index;
    }

    /** Watches an interface of the caller's namespace. */
    static LinkWatch open(int index) throws IOException {
        LinkSocket socket = LinkSocket.open(true);
        LinkWatch watch = new LinkWatch(socket, index);
        // Asked after the socket began to listen: no change can fall between.
        socket.ask(index);
        watch.look();
        return watch;
    }

    /** Reads what has been told if the last look is long ago. */
    void look(long nowNanos) {
        if (!looked || nowNanos - lastNanos >= INTERVAL_NANOS) {
            looked = true;
            lastNanos = nowNanos;
            look();
        }
    }

    /** Reads what has been told, at once. */
    void look() {
        if (!socket.hear(listener)) {
            socket.ask(index);
        }
    }

    private void changed(int changedIndex, int flags, boolean isGone) {
        if (changedIndex == index) {
            gone |= isGone;
            up = !gone && Link.isUp(flags);
        }
    }

    boolean isUp() {
        return up;
    }

    boolean isGone() {
        return gone;
    }

    int descriptor() {
        return socket.descriptor();
    }

    void close() {
        up = false;
        socket.close();
    }
}
