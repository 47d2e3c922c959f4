package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listening sockets in the order of their numbers. Few, and asked for SYNs only, so a walk is enough. */
final class ListenerTable {
    private final List<Listener> listeners = new ArrayList<>();

    /** The listener for a destination: bound to this very address, else to any address of the family. */
    @Nullable
    Listener find(long localHigh, long localLow, int port) {
        IpAddress any = localHigh == 0 && localLow >>> 32 == 0xffffL ? IpAddress.ANY4 : IpAddress.ANY6;
        Listener fallback = null;
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            IpEndpoint local = listener.local();
            if (local.port() == port) {
                IpAddress address = local.address();
                if (address.high() == localHigh && address.low() == localLow) {
                    return listener;
                }
                if (address.equals(any)) {
                    fallback = listener;
                }
            }
        }
        return fallback;
    }

    boolean holds(IpEndpoint local) {
        return listeners.stream().anyMatch(listener -> listener.local().equals(local));
    }

    boolean holdsPort(int port) {
        return listeners.stream().anyMatch(listener -> listener.local().port() == port);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    boolean remove(Listener listener) {
        return listeners.remove(listener);
    }

    List<Listener> all() {
        return List.copyOf(listeners);
    }
}
