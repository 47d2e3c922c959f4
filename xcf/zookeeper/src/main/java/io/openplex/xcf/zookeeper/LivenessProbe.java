package io.openplex.xcf.zookeeper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Asks by a fresh connection to its watch port whether a process lives. At an address of this very host it is this
 * host's kernel that answers, so the answer counts only for a process that runs on this host, too.
 */
final class LivenessProbe {
    private static final int CONNECT_MS = 200;
    private static final int LISTEN_MS = 50;

    /**
     * Whom to ask about.
     *
     * @param watch where it accepts watch connections
     * @param host its {@link HostIdentity}; empty: unknown
     */
    record Target(HostPort watch, String host) {}

    /** What a fresh connection says. */
    enum Verdict {
        /** Nobody accepts there, it is this host, and the process runs on it: the process is gone. */
        DEAD,
        /** Nobody accepts there, on another host: proves the death only together with an end-of-file before. */
        REFUSED,
        /** Somebody accepts (a stopped process does, too: its kernel answers). */
        ALIVE,
        /** No answer, or none of the process's own host. */
        UNKNOWN
    }

    private final ExecutorService threads;
    private final Rim rim;
    private final HostPort own;
    private final String ownHost;

    /**
     * Asks on these threads and answers on the rim thread.
     *
     * @param own where this process accepts watch connections
     * @param ownHost its {@link HostIdentity}
     */
    LivenessProbe(ExecutorService threads, Rim rim, HostPort own, String ownHost) {
        this.threads = threads;
        this.rim = rim;
        this.own = own;
        this.ownHost = ownHost;
    }

    void ask(Target target, Consumer<Verdict> handler) {
        if (target.watch().equals(own)) {
            // The port is ours now, so whoever had it on this host is gone; of another host it says nothing.
            Verdict verdict = here(target) ? Verdict.DEAD : Verdict.UNKNOWN;
            rim.execute(() -> handler.accept(verdict));
            return;
        }
        try {
            threads.execute(() -> {
                Verdict verdict = verdict(target);
                rim.execute(() -> handler.accept(verdict));
            });
        } catch (RejectedExecutionException e) {
            // Closed: nobody waits for the answer any more.
        }
    }

    /** It shares the local addresses and ports of this process. */
    private boolean here(Target target) {
        return !ownHost.isEmpty() && ownHost.equals(target.host());
    }

    /** It is known to have local addresses and ports of its own. */
    private boolean elsewhere(Target target) {
        return !ownHost.isEmpty() && !target.host().isEmpty() && !ownHost.equals(target.host());
    }

    private Verdict verdict(Target target) {
        InetSocketAddress address = target.watch().resolve();
        Verdict refused = Verdict.UNKNOWN;
        try (Socket socket = new Socket()) {
            boolean local = local(address);
            if (local && elsewhere(target)) {
                return Verdict.UNKNOWN; // this host would answer, not its own
            }
            refused = refusal(target, local);
            socket.connect(address, CONNECT_MS);
            socket.setSoTimeout(LISTEN_MS);
            return socket.getInputStream().read() < 0 ? refused : Verdict.ALIVE;
        } catch (SocketTimeoutException e) {
            return e.getMessage() != null && e.getMessage().startsWith("Read") ? Verdict.ALIVE : Verdict.UNKNOWN;
        } catch (IOException e) {
            return isRefusal(e) ? refused : Verdict.UNKNOWN;
        }
    }

    private Verdict refusal(Target target, boolean local) {
        if (!local) {
            return Verdict.REFUSED;
        }
        return here(target) ? Verdict.DEAD : Verdict.UNKNOWN;
    }

    /** This host's own kernel answers at the address. */
    private static boolean local(InetSocketAddress address) throws SocketException {
        InetAddress host = address.getAddress();
        return host != null
                && (host.isAnyLocalAddress()
                        || host.isLoopbackAddress()
                        || NetworkInterface.getByInetAddress(host) != null);
    }

    /** A connection attempt that was answered with a reset, not one that timed out. */
    static boolean isRefusal(IOException e) {
        return e instanceof ConnectException
                && e.getMessage() != null
                && e.getMessage().toLowerCase(Locale.ROOT).contains("refused");
    }
}
