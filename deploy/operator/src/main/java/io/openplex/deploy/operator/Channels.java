package io.openplex.deploy.operator;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.net.ConnectException;
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
}
