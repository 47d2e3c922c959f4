package io.openplex.xcf.zookeeper;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerStreamTracer;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
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
     * @param counters count signals beyond gRPC's limit, of which the reader hears only that the stream is over
     * @param acceptor makes the reader of a partner's stream from the way back to it
     * @throws IOException when the port is taken or not ours; the message names it
     */
    SignallingPort(
            XcfOptions options,
            String threadName,
            XcfCounters counters,
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
                .addService(service(acceptor))
                .addStreamTracerFactory(new OversizeCount(counters))
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
                .intercept(new FrameMarshaller.OfCaller())
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

    private static ServerServiceDefinition service(
            Function<ServerCallStreamObserver<SignalFrame>, StreamObserver<SignalFrame>> acceptor) {
        ServiceDescriptor generated = XcfSignallingGrpc.getServiceDescriptor();
        MethodDescriptor<SignalFrame, SignalFrame> exchange = FrameMarshaller.exchange();
        ServiceDescriptor service = ServiceDescriptor.newBuilder(generated.getName())
                .setSchemaDescriptor(generated.getSchemaDescriptor())
                .addMethod(exchange)
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(
                        exchange,
                        ServerCalls.asyncBidiStreamingCall(
                                back -> acceptor.apply((ServerCallStreamObserver<SignalFrame>) back)))
                .build();
    }

    /** Sees why gRPC itself ended a stream that a partner opened. */
    private static final class OversizeCount extends ServerStreamTracer.Factory {
        private final XcfCounters counters;

        OversizeCount(XcfCounters counters) {
            this.counters = counters;
        }

        @Override
        public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
            return new ServerStreamTracer() {
                @Override
                public void streamClosed(Status status) {
                    if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                        counters.add(XcfCounters.Count.OVERSIZE);
                    }
                }
            };
        }
    }
}
