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

/** Asks by a fresh connection to its watch port whether a process lives. */
final class LivenessProbe {
    private static final int CONNECT_MS = 200;
    private static final int LISTEN_MS = 50;

    /** What a fresh connection says. */
    enum Verdict {
        /** Nobody accepts there, and it is this host: the process is gone. */
        DEAD,
        /** Nobody accepts there, on another host: proves the death only together with an end-of-file before. */
        REFUSED,
        /** Somebody accepts (a stopped process does, too: its kernel answers). */
        ALIVE,
        /** No answer. */
        UNKNOWN
    }

    private final ExecutorService threads;
    private final Rim rim;
    private final HostPort own;

    /** Asks on these threads and answers on the rim thread. */
    LivenessProbe(ExecutorService threads, Rim rim, HostPort own) {
        this.threads = threads;
        this.rim = rim;
        this.own = own;
    }

    void ask(HostPort watch, Consumer<Verdict> handler) {
        if (watch.equals(own)) {
            // The port is ours now, so whoever had it is gone.
            rim.execute(() -> handler.accept(Verdict.DEAD));
            return;
        }
        try {
            threads.execute(() -> {
                Verdict verdict = verdict(watch);
                rim.execute(() -> handler.accept(verdict));
            });
        } catch (RejectedExecutionException e) {
            // Closed: nobody waits for the answer any more.
        }
    }

    private static Verdict verdict(HostPort watch) {
        InetSocketAddress address = watch.resolve();
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            socket.setSoTimeout(LISTEN_MS);
            return socket.getInputStream().read() < 0 ? refused(address) : Verdict.ALIVE;
        } catch (SocketTimeoutException e) {
            return e.getMessage() != null && e.getMessage().startsWith("Read") ? Verdict.ALIVE : Verdict.UNKNOWN;
        } catch (ConnectException e) {
            return isRefusal(e) ? refused(address) : Verdict.UNKNOWN;
        } catch (IOException e) {
            return Verdict.UNKNOWN;
        }
    }

    /** A connection attempt that was answered with a reset, not one that timed out. */
    static boolean isRefusal(IOException e) {
        return e instanceof ConnectException
                && e.getMessage() != null
                && e.getMessage().toLowerCase(Locale.ROOT).contains("refused");
    }

    private static Verdict refused(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        try {
            boolean here = host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
            return here ? Verdict.DEAD : Verdict.REFUSED;
        } catch (SocketException e) {
            return Verdict.REFUSED;
        }
    }
}
