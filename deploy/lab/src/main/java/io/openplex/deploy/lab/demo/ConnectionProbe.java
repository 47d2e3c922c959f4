package io.openplex.deploy.lab.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Opens a new connection every 10 ms, asks who is there, and gives up after 50 ms. */
public final class ConnectionProbe implements AutoCloseable {
    /** From one probe to the next. */
    public static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A probe not answered after this time has failed. */
    public static final int LIMIT_MS = 50;

    private static final byte[] REQUEST = "GET / HTTP/1.0\r\nHost: lab\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HEAD_END = "\r\n\r\n";

    private final InetSocketAddress address;
    private final List<Result> results = new ArrayList<>();
    private final Thread pacer = Thread.ofPlatform().daemon().name("probe").unstarted(this::run);
    private volatile boolean stopped;

    /**
     * One probe.
     *
     * @param startedNanos {@link System#nanoTime} when it began
     * @param endedNanos when it was answered or given up
     * @param system who answered; empty when nobody did in time
     */
    public record Result(long startedNanos, long endedNanos, String system) {
        /** Somebody answered in time. */
        public boolean answered() {
            return !system.isEmpty();
        }
    }

    private ConnectionProbe(InetSocketAddress address) {
        this.address = address;
    }

    /** Starts probing. */
    public static ConnectionProbe start(InetSocketAddress address) {
        ConnectionProbe probe = new ConnectionProbe(address);
        probe.pacer.start();
        return probe;
    }

    /** Results so far, by start. */
    public synchronized List<Result> results() {
        List<Result> sorted = new ArrayList<>(results);
        sorted.sort(Comparator.comparingLong(Result::startedNanos));
        return sorted;
    }

    /** The first answer to a probe that began at or after that moment. */
    public Optional<Result> firstAnswerSince(long nanos) {
        return results().stream()
                .filter(result -> result.startedNanos - nanos >= 0 && result.answered())
                .min(Comparator.comparingLong(Result::endedNanos));
    }

    /** Ends probing; what is on its way is finished. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(pacer);
    }

    /** One request; answers the system that answered it, or nothing. */
    public static String ask(InetSocketAddress address, int limitMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        try (Socket socket = new Socket()) {
            // A probe that is given up leaves nothing waiting behind it.
            socket.setSoLinger(true, 0);
            socket.connect(address, limitMs);
            socket.getOutputStream().write(REQUEST);
            StringBuilder text = new StringBuilder();
            byte[] chunk = new byte[1024];
            while (true) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return "";
                }
                socket.setSoTimeout((int) left);
                int count = socket.getInputStream().read(chunk);
                if (count < 0) {
                    return systemIn(text.toString());
                }
                text.append(new String(chunk, 0, count, StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            return "";
        }
    }

    private static String systemIn(String answer) {
        int body = answer.indexOf(HEAD_END);
        return body < 0
                ? ""
                : answer.substring(body + HEAD_END.length()).lines().findFirst().orElse("");
    }

    private void run() {
        long next = System.nanoTime();
        while (!stopped) {
            Thread.ofVirtual().start(this::probe);
            next += INTERVAL_NANOS;
            for (long left = next - System.nanoTime(); left > 0 && !stopped; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void probe() {
        long started = System.nanoTime();
        String system = ask(address, LIMIT_MS);
        Result result = new Result(started, System.nanoTime(), system);
        synchronized (this) {
            results.add(result);
        }
    }
}
