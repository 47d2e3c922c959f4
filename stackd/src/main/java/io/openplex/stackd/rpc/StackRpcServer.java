package io.openplex.stackd.rpc;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.openplex.stackd.console.MessageLog;
import io.openplex.stackd.console.OperatorConsole;
import io.openplex.stackd.enf.EnfSignals;
import io.openplex.xcf.api.LoopInbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The gRPC server of one stack daemon: operator console, ENF, health and reflection. It lives at the rim: every call is
 * posted to the loop and answered from there.
 */
public final class StackRpcServer implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 64 * 1024;
    private static final int SIGNALS_WAITING_MAX = 256;
    private static final int KEEP_ALIVE_LEAST_SECONDS = 5;
    private static final int STOP_SECONDS = 2;

    private final ExecutorService rim;
    private final OpenStreams streams = new OpenStreams();
    private final HealthStatusManager health = new HealthStatusManager();
    private final EnfRpc enf;
    private final Server server;

    /**
     * What the server offers.
     *
     * @param console runs commands
     * @param log console messages
     * @param signals ENF 80
     * @param inbox door to the loop on which the three above live
     * @param wallMillis wall clock, milliseconds since 1970
     */
    public record Services(
            OperatorConsole console, MessageLog log, EnfSignals signals, LoopInbox inbox, LongSupplier wallMillis) {}

    /**
     * A server for this address; {@link #start} opens the port.
     *
     * @param address loopback unless the operator wants otherwise; port 0 for any free one
     * @param services what it offers
     */
    public StackRpcServer(InetSocketAddress address, Services services) {
        this(
                NettyServerBuilder.forAddress(address)
                        .permitKeepAliveTime(KEEP_ALIVE_LEAST_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true),
                services,
                SIGNALS_WAITING_MAX);
    }

    StackRpcServer(ServerBuilder<?> builder, Services services, int signalsWaitingMax) {
        rim = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().daemon().name("rpc-", 0).factory());
        LoopCalls loop = new LoopCalls(services.inbox());
        enf = new EnfRpc(services.signals(), loop, rim, streams, signalsWaitingMax);
        server = builder.executor(rim)
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .intercept(new PeerInterceptor())
                .addService(
                        new OperatorRpc(services.console(), services.log(), loop, rim, streams, services.wallMillis()))
                .addService(enf)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
    }

    /**
     * Opens the port.
     *
     * @throws IOException when it is taken
     */
    public void start() throws IOException {
        server.start();
    }

    /** The port that is open. */
    public int port() {
        return server.getPort();
    }

    /** ENF streams that were ended because their listener was too slow; may be read from any thread. */
    public long enfDropped() {
        return enf.dropped();
    }

    /** Sends what is waiting, ends every stream, refuses new calls and waits a short time for those under way. */
    @Override
    public void close() {
        health.enterTerminalState();
        streams.endAll();
        server.shutdown();
        try {
            if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        rim.shutdown();
    }
}
