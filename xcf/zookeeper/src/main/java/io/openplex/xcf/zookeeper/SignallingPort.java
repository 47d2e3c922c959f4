package io.openplex.xcf.zookeeper;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.XcfSignallingGrpc;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The signalling service of this member and the channels to others, all on one Netty thread. */
final class SignallingPort implements AutoCloseable {
    /** Above the largest signal, so that an oversize one is seen and named before gRPC's own limit cuts it off. */
    private static final int MESSAGE_MAX = 2 * SignalStream.SIGNAL_MAX;

    private static final int KEEP_ALIVE_S = 10;

    private final EventLoopGroup loop;
    private final XcfOptions options;
    private final Server server;
    private final HostPort address;

    /**
     * Opens the port.
     *
     * @param acceptor makes the reader of a partner's stream from the way back to it
     * @throws IOException when the port is taken or not ours; the message names it
     */
    SignallingPort(
            XcfOptions options,
            String threadName,
            Function<ServerCallStreamObserver<SignalFrame>, StreamObserver<SignalFrame>> acceptor)
            throws IOException {
        this.options = options;
        loop = new MultiThreadIoEventLoopGroup(
                1,
                Thread.ofPlatform().name(threadName + "-grpc-", 0).daemon(true).factory(),
                NioIoHandler.newFactory());
        server = NettyServerBuilder.forAddress(options.signalling().resolve(), options.serverCredentials())
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_MAX)
                .permitKeepAliveTime(KEEP_ALIVE_S / 2, TimeUnit.SECONDS)
                .addService(new Service(acceptor))
                .addService(new HealthStatusManager().getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
        try {
            server.start();
        } catch (IOException e) {
            stopLoop();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("signalling port " + options.signalling() + ": " + cause.getMessage(), e);
        }
        address = options.signalling().withPort(server.getPort());
    }

    /** Where it listens, with the real port. */
    HostPort address() {
        return address;
    }

    /** A new channel to a partner; the caller shuts it down. */
    ManagedChannel channel(HostPort partner) {
        return NettyChannelBuilder.forAddress(partner.host(), partner.port(), options.channelCredentials())
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(loop)
                .directExecutor()
                .offloadExecutor(Runnable::run)
                .disableRetry()
                .maxInboundMessageSize(MESSAGE_MAX)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .build();
    }

    /** Ends all streams and threads; returns when they are gone. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopLoop();
    }

    private void stopLoop() {
        loop.shutdownGracefully(0, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly(2000);
    }

    private static final class Service extends XcfSignallingGrpc.XcfSignallingImplBase {
        private final Function<ServerCallStreamObserver<SignalFrame>, StreamObserver<SignalFrame>> acceptor;

        Service(Function<ServerCallStreamObserver<SignalFrame>, StreamObserver<SignalFrame>> acceptor) {
            this.acceptor = acceptor;
        }

        @Override
        public StreamObserver<SignalFrame> exchange(StreamObserver<SignalFrame> back) {
            return acceptor.apply((ServerCallStreamObserver<SignalFrame>) back);
        }
    }
}
