package io.openplex.deploy.operator;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.net.ConnectException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Channels to daemons. */
final class Channels {
    private static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 10;

    private Channels() {}

    static ManagedChannel open(SystemAddress address) {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_SECONDS / 2, TimeUnit.SECONDS)
                .build();
    }

    /**
     * Connects and waits until the other side has greeted or failed. The kernel takes connections for a frozen
     * process too; only its greeting shows that somebody is there.
     *
     * @return READY, TRANSIENT_FAILURE, or what it was still doing when the time was over
     */
    static ConnectivityState settle(ManagedChannel channel, long millisMax) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
        ConnectivityState state = channel.getState(true);
        try {
            long left = end - System.nanoTime();
            while (state != ConnectivityState.READY && state != ConnectivityState.TRANSIENT_FAILURE && left > 0) {
                CountDownLatch changed = new CountDownLatch(1);
                channel.notifyWhenStateChanged(state, changed::countDown);
                var _ = changed.await(left, TimeUnit.NANOSECONDS);
                state = channel.getState(true);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return state;
    }

    /** True when nobody listens at the address: the process is gone, and the call was not carried out. */
    static boolean refused(Status status) {
        @Nullable Throwable cause = status.getCause();
        while (cause != null) {
            if (cause instanceof ConnectException) {
                return status.getCode() == Status.Code.UNAVAILABLE;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** True when the other side speaks another protocol, or serves other things. */
    static boolean foreign(Status status) {
        return switch (status.getCode()) {
            case UNIMPLEMENTED -> true;
            // With a cause it was found on this side of the connection; without one a daemon said it.
            case INTERNAL, UNKNOWN -> status.getCause() != null;
            default -> false;
        };
    }
}
