package io.openplex.deploy.bench.lan;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * New connections at a steady pace: each asks who is there, and is given up when that is not known within
 * {@value #LIMIT_MS} ms. Runs on the loop; results from any thread.
 */
public final class Probes implements LoopParticipant {
    /** A probe not answered after this time has failed. */
    public static final int LIMIT_MS = 50;

    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
    private static final int ANSWER_BYTES = 1024;
    private static final byte[] REQUEST = "GET / HTTP/1.0\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HEAD_END = "\r\n\r\n";

    private final ClientHost host;
    private final IpEndpoint target;
    private final Deque<Probe> underWay = new ArrayDeque<>();
    private final List<Result> results = new ArrayList<>();
    private long everyNanos;
    private long nextNanos = NEVER;

    /**
     * One probe.
     *
     * @param startedNanos when it began
     * @param endedNanos when it was answered or given up
     * @param system who answered; empty when nobody did in time
     */
    public record Result(long startedNanos, long endedNanos, String system) {
        /** Somebody answered in time. */
        public boolean answered() {
            return !system.isEmpty();
        }
    }

    Probes(ClientHost host, IpEndpoint target) {
        this.host = host;
        this.target = target;
    }

    /** From now on one probe each so many nanoseconds; on the loop. */
    void every(long nanos, long nowNanos) {
        everyNanos = nanos;
        nextNanos = nowNanos;
    }

    @Override
    public int step(long nowNanos) {
        int work = 0;
        while (!underWay.isEmpty() && underWay.getFirst().settle(nowNanos)) {
            underWay.removeFirst();
            work++;
        }
        if (nextNanos <= nowNanos) {
            // After a stand-still of this process the missed ones are not made up for.
            nextNanos = Math.max(nextNanos + everyNanos, nowNanos + everyNanos / 2);
            Probe probe = new Probe(nowNanos);
            underWay.addLast(probe);
            probe.connection = host.connect(target, probe, nowNanos);
            work++;
        }
        return work;
    }

    @Override
    public long nextDeadlineNanos() {
        long giveUp = underWay.isEmpty() ? NEVER : underWay.getFirst().startedNanos + LIMIT_NANOS;
        return Math.min(nextNanos, giveUp);
    }

    /** Results of all probes that began at that time or later, by their ends. */
    public synchronized List<Result> since(long nanos) {
        return results.stream()
                .filter(result -> result.startedNanos - nanos >= 0)
                .toList();
    }

    /** The first answer to a probe that began at or after that time. */
    public Optional<Result> firstAnswerSince(long nanos) {
        return since(nanos).stream().filter(Result::answered).findFirst();
    }

    /**
     * Longest time between the ends of two answered probes in a row from that time to another; the edges count as
     * answers.
     */
    public long longestGapNanos(long fromNanos, long toNanos) {
        long last = fromNanos;
        long longest = 0;
        for (Result result : since(fromNanos)) {
            if (result.answered() && result.endedNanos - toNanos <= 0) {
                longest = Math.max(longest, result.endedNanos - last);
                last = Math.max(last, result.endedNanos);
            }
        }
        return Math.max(longest, toNanos - last);
    }

    /** Forgets the results so far. */
    public synchronized void forget() {
        results.clear();
    }

    private synchronized void ended(Result result) {
        results.add(result);
    }

    private final class Probe implements TcpHandler {
        private final long startedNanos;
        private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        private @Nullable TcpConnection connection;
        private boolean over;

        Probe(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        /** True when it is over, for which it has time until its limit. */
        boolean settle(long nowNanos) {
            if (!over && nowNanos - startedNanos >= LIMIT_NANOS) {
                over(nowNanos, "");
            }
            return over;
        }

        @Override
        public void connected(TcpConnection opened, long nowNanos) {
            opened.write(ByteBuffer.wrap(REQUEST), nowNanos);
        }

        @Override
        public void readable(TcpConnection opened, long nowNanos) {
            while (!over && opened.read(answer, nowNanos) > 0) {
                String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
                int body = text.indexOf(HEAD_END);
                int end = body < 0 ? -1 : text.indexOf('\n', body + HEAD_END.length());
                if (end >= 0) {
                    over(nowNanos, text.substring(body + HEAD_END.length(), end));
                }
            }
        }

        @Override
        public void closed(TcpConnection opened, CloseReason reason, long nowNanos) {
            if (!over) {
                over(nowNanos, "");
            }
        }

        /** It leaves nothing waiting behind. */
        private void over(long nowNanos, String system) {
            over = true;
            TcpConnection opened = connection;
            if (opened != null) {
                opened.abort(nowNanos);
            }
            ended(new Result(startedNanos, nowNanos, system));
        }
    }
}
