package io.openplex.deploy.operator;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.CommandReply;
import io.openplex.proto.v1.CommandRequest;
import io.openplex.proto.v1.CompleteReply;
import io.openplex.proto.v1.CompleteRequest;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.EnfSignal;
import io.openplex.proto.v1.ListenRequest;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.OperatorServiceGrpc;
import io.openplex.proto.v1.QueryRequest;
import io.openplex.proto.v1.SysplexEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A daemon's operator interface on a real loopback port, with a stack that is whatever the test says. */
final class FakeSystem implements AutoCloseable {
    private final String system;
    private final List<StreamObserver<EnfSignal>> streams = new CopyOnWriteArrayList<>();
    private final Server server;
    private volatile long incarnation;
    private volatile List<String> members = List.of();

    FakeSystem(String system, int port) throws IOException {
        this.system = system;
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(new Enf())
                .addService(new Operator())
                .build()
                .start();
    }

    SystemAddress address() {
        return new SystemAddress(system, "127.0.0.1", server.getPort());
    }

    int listeners() {
        return streams.size();
    }

    void members(String... names) {
        members = List.of(names);
    }

    /** In the group with this incarnation from the start, or out when 0. */
    FakeSystem state(long life) {
        incarnation = life;
        return this;
    }

    void join(long life) {
        incarnation = life;
        streams.forEach(stream -> stream.onNext(signal(life, false)));
    }

    void leave() {
        incarnation = 0;
        streams.forEach(stream -> stream.onNext(signal(0, false)));
    }

    /** Ends every stream as a broken network would, and goes on serving. */
    void breakStreams() {
        List<StreamObserver<EnfSignal>> broken = List.copyOf(streams);
        streams.clear();
        broken.forEach(stream -> stream.onError(io.grpc.Status.UNAVAILABLE.asRuntimeException()));
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private EnfSignal signal(long life, boolean synthetic) {
        byte[] list = new byte[28];
        list[16] = (byte) (life == 0 ? 0x40 : 0x80);
        return EnfSignal.newBuilder()
                .setSynthetic(synthetic)
                .setParameterList(ByteString.copyFrom(list))
                .setSysplex(SysplexEvent.newBuilder()
                        .setKind(life == 0 ? SysplexEvent.Kind.LEAVE : SysplexEvent.Kind.JOIN)
                        .setReason(life == 0 ? SysplexEvent.Reason.OPERATOR : SysplexEvent.Reason.STACK_START)
                        .setSystemName(system)
                        .setJobName("TCPIP" + system.substring(3))
                        .setGroupName("EZBTCPCS")
                        .setMemberName(system + "TCPIP" + system.substring(3))
                        .setGroupEpoch(life))
                .build();
    }

    private final class Enf extends EnfServiceGrpc.EnfServiceImplBase {
        @Override
        public void listen(ListenRequest request, StreamObserver<EnfSignal> reply) {
            if (request.getReplayCurrent()) {
                reply.onNext(signal(incarnation, true));
            }
            streams.add(reply);
        }

        @Override
        public void query(QueryRequest request, StreamObserver<MembershipSnapshot> reply) {
            reply.onNext(MembershipSnapshot.newBuilder()
                    .setGroupName("EZBTCPCS")
                    .setMember(incarnation != 0)
                    .addAllMembers(members)
                    .build());
            reply.onCompleted();
        }
    }

    private final class Operator extends OperatorServiceGrpc.OperatorServiceImplBase {
        @Override
        public void execute(CommandRequest request, StreamObserver<CommandReply> reply) {
            boolean display = request.getCommand().startsWith("D ");
            reply.onNext(CommandReply.newBuilder()
                    .addLines(system + " ran " + request.getCommand())
                    .setJson(display && request.getJson() ? "{\"report\":\"X\"}" : "")
                    .setSuccess(display)
                    .build());
            reply.onCompleted();
        }

        @Override
        public void complete(CompleteRequest request, StreamObserver<CompleteReply> reply) {
            reply.onNext(CompleteReply.newBuilder().addCandidates("D TCPIP").build());
            reply.onCompleted();
        }
    }
}
