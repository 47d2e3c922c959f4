package io.openplex.stackd.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.DvipaState;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.EnfSignal;
import io.openplex.proto.v1.ListenRequest;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.QueryRequest;
import io.openplex.proto.v1.SysplexEvent;
import io.openplex.stackd.enf.Enf80;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.enf.EnfIdentity;
import io.openplex.stackd.enf.EnfSignals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** ENF code 80 over gRPC (operations.md 5.3): one stream is one LISTEN. */
final class EnfRpc extends EnfServiceGrpc.EnfServiceImplBase {
    private static final int NAME_MAX = 8;

    /**
     * What makes a LISTEN identical to another. A named listener is the same wherever it calls from; nameless ones are
     * the same only when they come over one connection [design: the exit address of ENFREQ has no twin here].
     */
    private record ListenKey(int qualifier, int mask, String caller) {}

    private final EnfSignals signals;
    private final LoopCalls loop;
    private final Executor rim;
    private final OpenStreams streams;
    private final int waitingMax;
    private final Set<ListenKey> listening = ConcurrentHashMap.newKeySet();
    private final AtomicLong dropped = new AtomicLong();

    EnfRpc(EnfSignals signals, LoopCalls loop, Executor rim, OpenStreams streams, int waitingMax) {
        this.signals = signals;
        this.loop = loop;
        this.rim = rim;
        this.streams = streams;
        this.waitingMax = waitingMax;
    }

    /** Streams ended because their listener was too slow. */
    long dropped() {
        return dropped.get();
    }

    @Override
    public void listen(ListenRequest request, StreamObserver<EnfSignal> reply) {
        Optional<Status> refusal = check(request);
        if (refusal.isPresent()) {
            reply.onError(refusal.get().asRuntimeException());
            return;
        }
        ListenKey key = key(request);
        if (!listening.add(key)) {
            reply.onError(Status.ALREADY_EXISTS
                    .withDescription("an identical LISTEN is active")
                    .asRuntimeException());
            return;
        }
        ServerCallStreamObserver<EnfSignal> stream = (ServerCallStreamObserver<EnfSignal>) reply;
        OutboundQueue<EnfSignal> queue = new OutboundQueue<>(stream, rim, waitingMax);
        Consumer<EnfEvent> subscriber = event -> offer(queue, event);
        streams.opened(queue, stream, () -> {
            listening.remove(key);
            loop.postQuietly(() -> signals.unsubscribe(subscriber));
        });
        loop.post(reply, () -> start(request, stream, queue, subscriber));
    }

    private static Optional<Status> check(ListenRequest request) {
        if (request.getEventCode() != Enf80.EVENT_CODE) {
            return Optional.of(Status.INVALID_ARGUMENT.withDescription(
                    "event code " + Integer.toUnsignedString(request.getEventCode()) + " is not served; 80 is"));
        }
        if (request.getListenerName().length() > NAME_MAX) {
            return Optional.of(Status.INVALID_ARGUMENT.withDescription("a listener name has up to 8 characters"));
        }
        return Optional.empty();
    }

    private static ListenKey key(ListenRequest request) {
        String caller = request.getListenerName().isEmpty()
                ? "peer " + PeerInterceptor.PEER.get()
                : "name " + request.getListenerName();
        return new ListenKey(request.getQualifier(), mask(request), caller);
    }

    private static int mask(ListenRequest request) {
        return request.getQualifierMask() == 0 ? -1 : request.getQualifierMask();
    }

    /** On the loop. */
    private void start(
            ListenRequest request,
            ServerCallStreamObserver<EnfSignal> stream,
            OutboundQueue<EnfSignal> queue,
            Consumer<EnfEvent> subscriber) {
        if (stream.isCancelled()) {
            return;
        }
        boolean wanted = request.getQualifier() == 0
                || ((request.getQualifier() ^ Enf80.SYSPLEX_QUALIFIER) & mask(request)) == 0;
        if (!wanted) {
            return;
        }
        Optional<List<EnfEvent>> missed =
                request.getResumeAfter() == 0 ? Optional.of(List.of()) : signals.after(request.getResumeAfter());
        if (missed.isEmpty()) {
            queue.end(Status.OUT_OF_RANGE.withDescription("signals after "
                    + Long.toUnsignedString(request.getResumeAfter()) + " are not kept; listen with replay_current"));
            return;
        }
        if (request.getReplayCurrent()) {
            queue.offer(signal(signals.current()));
        }
        missed.get().forEach(subscriber);
        signals.subscribe(subscriber);
    }

    private void offer(OutboundQueue<EnfSignal> queue, EnfEvent event) {
        if (!queue.offer(signal(event))) {
            dropped.incrementAndGet();
        }
    }

    private EnfSignal signal(EnfEvent event) {
        EnfIdentity identity = signals.identity();
        SysplexEvent.Builder sysplex = SysplexEvent.newBuilder()
                .setKind(event.kind() == EnfEvent.Kind.JOIN ? SysplexEvent.Kind.JOIN : SysplexEvent.Kind.LEAVE)
                .setJobName(identity.job())
                .setSystemName(identity.system())
                .setSysplexName(identity.sysplex())
                .setGroupName(identity.group())
                .setMemberName(identity.member())
                .setReason(reason(event.reason()))
                .setTriggerMessageId(event.triggerMessageId())
                .addAllMembersAfter(event.membersAfter())
                .addAllDvipas(states(event.dvipas()))
                .setGroupEpoch(event.incarnation());
        return EnfSignal.newBuilder()
                .setParameterList(ByteString.copyFrom(Enf80.encode(event.kind(), identity.job())))
                .setSequence(event.sequence())
                .setSynthetic(event.synthetic())
                .setTime(Timestamp.newBuilder()
                        .setSeconds(Math.floorDiv(event.timeMillis(), 1000))
                        .setNanos(Math.floorMod(event.timeMillis(), 1000) * 1_000_000))
                .setSysplex(sysplex)
                .build();
    }

    private static SysplexEvent.Reason reason(EnfEvent.Reason reason) {
        return reason == EnfEvent.Reason.NONE
                ? SysplexEvent.Reason.R_UNSPECIFIED
                : SysplexEvent.Reason.valueOf(reason.name());
    }

    private static List<DvipaState> states(List<EnfEvent.Dvipa> dvipas) {
        return dvipas.stream()
                .map(dvipa -> DvipaState.newBuilder()
                        .setAddress(dvipa.address())
                        .setStatus(dvipa.status())
                        .setOwner(dvipa.owner())
                        .build())
                .toList();
    }

    @Override
    public void query(QueryRequest request, StreamObserver<MembershipSnapshot> reply) {
        loop.post(reply, () -> {
            EnfIdentity identity = signals.identity();
            reply.onNext(MembershipSnapshot.newBuilder()
                    .setSystemName(identity.system())
                    .setJobName(identity.job())
                    .setSysplexName(identity.sysplex())
                    .setGroupName(identity.group())
                    .setMember(signals.joined())
                    .addAllMembers(signals.facts().members())
                    .addAllDvipas(states(signals.facts().dvipas()))
                    .setSequence(signals.lastSequence())
                    .build());
            reply.onCompleted();
        });
    }
}
