package io.openplex.stackd.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open, so that a stop can end them in order. */
final class OpenStreams {
    private final Set<OutboundQueue<?>> open = ConcurrentHashMap.newKeySet();

    /** Remembers a stream; {@code cleanUp} runs once when it is over, whoever ended it. */
    void opened(OutboundQueue<?> queue, ServerCallStreamObserver<?> stream, Runnable cleanUp) {
        open.add(queue);
        Runnable over = () -> {
            if (open.remove(queue)) {
                cleanUp.run();
            }
        };
        stream.setOnCancelHandler(over);
        stream.setOnCloseHandler(over);
    }

    /** Sends what is waiting and completes every stream. */
    void endAll() {
        open.forEach(queue -> queue.end(Status.OK));
    }
}
