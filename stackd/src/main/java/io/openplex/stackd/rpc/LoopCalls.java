package io.openplex.stackd.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.openplex.xcf.api.LoopInbox;

/** Has calls answered by the loop; a full inbox is UNAVAILABLE. */
final class LoopCalls {
    private final LoopInbox inbox;

    LoopCalls(LoopInbox inbox) {
        this.inbox = inbox;
    }

    /** Posts the work; when the inbox is full the call ends at once. */
    void post(StreamObserver<?> call, Runnable work) {
        boolean taken = inbox.post(() -> {
            try {
                work.run();
            } catch (RuntimeException broken) {
                // A failure while answering belongs to the caller, never to the loop.
                fail(call, Status.INTERNAL.withDescription(broken.toString()));
            }
        });
        if (!taken) {
            fail(call, Status.UNAVAILABLE.withDescription("the stack is too busy to take the call"));
        }
    }

    private static void fail(StreamObserver<?> call, Status status) {
        try {
            call.onError(status.asRuntimeException());
        } catch (IllegalStateException over) {
            // The client has gone, or the answer is complete: there is nobody to tell.
            return;
        }
    }

    /** Posts clean-up work; false when the inbox is full. */
    boolean postQuietly(Runnable work) {
        return inbox.post(work);
    }
}
