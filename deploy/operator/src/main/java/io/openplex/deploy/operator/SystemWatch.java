package io.openplex.deploy.operator;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.EnfSignal;
import io.openplex.proto.v1.ListenRequest;
import io.openplex.proto.v1.SysplexEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one system. It listens with the present state first, so that after every reconnect the incarnation
 * says whether the stack is the one from before. Runs on the watcher's thread.
 */
final class SystemWatch {
    private static final int SYSPLEX_QUALIFIER = 0x4000_0000;
    private static final long RETRY_MILLIS = 200;
    private static final long SILENCE_MILLIS = 2000;

    private enum Known {
        NOTHING,
        IN,
        OUT
    }

    private final SystemAddress address;
    private final MemberInquiry inquiry;
    private final String listenerName;
    private final boolean replay;
    private final ScheduledExecutorService thread;
    private final Consumer<WatchedEvent> consumer;
    private final CompletableFuture<Boolean> firstContact = new CompletableFuture<>();

    private volatile @Nullable ManagedChannel channel;
    private @Nullable EnfSignal lastJoin;
    private Known known = Known.NOTHING;

    /** Incarnation whose LEAVE was reported last; 0 for none. */
    private long endedLife;

    private int attempt;
    private boolean heard;

    SystemWatch(
            SystemAddress address,
            MemberInquiry inquiry,
            String listenerName,
            boolean replay,
            ScheduledExecutorService thread,
            Consumer<WatchedEvent> consumer) {
        this.address = address;
        this.inquiry = inquiry;
        this.listenerName = listenerName;
        this.replay = replay;
        this.thread = thread;
        this.consumer = consumer;
    }

    String system() {
        return address.system();
    }

    /** True once an attempt was answered, false once one was refused before that; open as long as it is silent. */
    CompletableFuture<Boolean> firstContact() {
        return firstContact;
    }

    void close() {
        ManagedChannel open = channel;
        if (open != null) {
            open.shutdownNow();
        }
    }

    /** Begins an attempt; a fresh channel each time, since a used one waits before it tries again. */
    void connect() {
        close();
        int mine = ++attempt;
        heard = false;
        ManagedChannel fresh = Channels.open(address);
        channel = fresh;
        ListenRequest request = ListenRequest.newBuilder()
                .setEventCode(80)
                .setQualifier(SYSPLEX_QUALIFIER)
                .setListenerName(listenerName)
                .setReplayCurrent(true)
                .build();
        EnfServiceGrpc.newStub(fresh).listen(request, new StreamObserver<>() {
            @Override
            public void onNext(EnfSignal signal) {
                later(mine, () -> signalled(signal));
            }

            @Override
            public void onError(Throwable failure) {
                later(mine, () -> ended(Status.fromThrowable(failure)));
            }

            @Override
            public void onCompleted() {
                later(mine, () -> ended(Status.OK));
            }
        });
        schedule(SILENCE_MILLIS, () -> silent(mine));
    }

    private void later(int fromAttempt, Runnable work) {
        schedule(0, () -> {
            if (fromAttempt == attempt) {
                work.run();
            }
        });
    }

    private void schedule(long millis, Runnable work) {
        try {
            var _ = thread.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The watcher is closed; nothing is to be reported any more.
            return;
        }
    }

    private void signalled(EnfSignal signal) {
        heard = true;
        firstContact.complete(true);
        boolean join = signal.getSysplex().getKind() == SysplexEvent.Kind.JOIN;
        long life = signal.getSysplex().getGroupEpoch();
        if (life != 0 && life == endedLife) {
            // A thawed stack that has not noticed yet that it was removed: its LEAVE is out already.
            known = Known.OUT;
            return;
        }
        if (known == Known.NOTHING && signal.getSynthetic()) {
            if (replay) {
                consumer.accept(WatchedEvent.of(signal, true, false));
            }
        } else if (join) {
            joined(signal);
        } else if (known != Known.OUT) {
            endedLife = life;
            consumer.accept(WatchedEvent.of(signal, false, signal.getSynthetic()));
        }
        known = join ? Known.IN : Known.OUT;
        if (join) {
            lastJoin = signal;
        }
    }

    private void joined(EnfSignal signal) {
        EnfSignal before = lastJoin;
        long incarnation = signal.getSysplex().getGroupEpoch();
        if (known == Known.IN && before != null) {
            if (before.getSysplex().getGroupEpoch() == incarnation) {
                return;
            }
            consumer.accept(leave(before, SysplexEvent.Reason.ABEND));
        }
        // The system's own word, also when it comes as the present state after a reconnect.
        consumer.accept(WatchedEvent.of(signal, false, false));
    }

    private void ended(Status status) {
        boolean wasHeard = heard;
        boolean refused = Channels.refused(status);
        if (refused || Channels.foreign(status)) {
            firstContact.complete(false);
        }
        if (refused) {
            gone(SysplexEvent.Reason.ABEND);
        } else if (!wasHeard) {
            askOthers();
        }
        // After a loss the first attempt follows at once: it tells a dead process from a lost connection.
        schedule(wasHeard ? 0 : RETRY_MILLIS, this::connect);
    }

    /** The address takes connections and says nothing: frozen, or cut off. */
    private void silent(int fromAttempt) {
        if (fromAttempt == attempt && !heard) {
            askOthers();
            schedule(SILENCE_MILLIS, () -> silent(fromAttempt));
        }
    }

    private void askOthers() {
        EnfSignal join = lastJoin;
        if (known == Known.IN && join != null) {
            SysplexEvent event = join.getSysplex();
            if (inquiry.isGone(event.getGroupName(), event.getMemberName())) {
                gone(SysplexEvent.Reason.SYSTEM_REMOVED);
            }
        }
    }

    private void gone(SysplexEvent.Reason reason) {
        EnfSignal join = lastJoin;
        if (known == Known.IN && join != null) {
            endedLife = join.getSysplex().getGroupEpoch();
            consumer.accept(leave(join, reason));
        }
        known = Known.OUT;
    }

    /** Who is left, the other systems know; without them it is whom the dead one named last. */
    private WatchedEvent leave(EnfSignal join, SysplexEvent.Reason reason) {
        SysplexEvent event = join.getSysplex();
        List<String> left = inquiry.members(event.getGroupName()).orElse(event.getMembersAfterList()).stream()
                .filter(member -> !member.equals(event.getMemberName()))
                .toList();
        return WatchedEvent.leaveFor(join, reason, left, System.currentTimeMillis());
    }
}
