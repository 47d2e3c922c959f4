package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.SignalHello;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a partner may not send: the link ends, the reason is counted, the stack lives on. */
class SignallingProtocolTest {
    /** Stands for bytes that are no frame, see {@link RawCaller}. */
    private static final SignalFrame GARBAGE = RawCaller.GARBAGE;

    private ZooKeeperWorld world;
    private ZooKeeperWorld.ZooKeeperStack a;
    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();

    @BeforeEach
    void twoMembers() throws Exception {
        world = new ZooKeeperWorld();
        a = world.stack(XcfWorld.info("SYSA"));
        a.group().join(a.info(), logA);
        world.until("A joined", () -> !logA.lines().isEmpty());
        var b = world.stack(XcfWorld.info("SYSB"));
        b.group().join(b.info(), logB);
        world.until("linked", () -> logA.lines().contains("linkUp SYSBTCPIP"));
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    @Test
    void aGapInTheSequenceEndsTheLink() {
        endsGreeted("ABORTED signal 2 after signal 0", XcfCounters.Count.OUT_OF_SEQUENCE, payload(2, 1));
    }

    @Test
    void aReplayedSignalEndsTheLink() {
        endsGreeted("ABORTED signal 1 after signal 1", XcfCounters.Count.OUT_OF_SEQUENCE, payload(1, 1), payload(1, 1));
    }

    @Test
    void aSignalThatGrpcItselfDoesNotTakeEndsTheLink() {
        // gRPC resets the stream; its other end hears no more than that.
        endsGreeted("CANCELLED", XcfCounters.Count.OVERSIZE, payload(1, 2 * SignalStream.SIGNAL_MAX + 1));
    }

    @Test
    void bytesThatAreNoFrameEndTheLink() {
        endsGreeted("ABORTED frame without content", XcfCounters.Count.MALFORMED, GARBAGE);
    }

    @Test
    void bytesThatAreNoFrameInsteadOfHelloEndTheStream() {
        ends(GARBAGE, XcfCounters.Count.MALFORMED, "frame without content");
    }

    @Test
    void anOversizeSignalEndsTheLink() {
        endsGreeted(
                "ABORTED signal of " + (SignalStream.SIGNAL_MAX + 1) + " bytes",
                XcfCounters.Count.OVERSIZE,
                payload(1, SignalStream.SIGNAL_MAX + 1));
    }

    @Test
    void aFrameWithoutContentEndsTheLink() {
        endsGreeted("ABORTED frame without content", XcfCounters.Count.MALFORMED, SignalFrame.getDefaultInstance());
    }

    @Test
    void aSecondHelloEndsTheLink() {
        endsGreeted(
                "ABORTED second hello", XcfCounters.Count.MALFORMED, ZooKeeperWorld.hello(logB.self(), logA.self()));
    }

    @Test
    void aSignalBeforeHelloEndsTheStream() {
        ends(payload(1, 1), XcfCounters.Count.MALFORMED, "signal before hello");
    }

    @Test
    void helloOfAnotherGroupOrIncarnationIsRefused() {
        SignalHello good = ZooKeeperWorld.hello(logB.self(), logA.self()).getHello();
        ends(frame(good.toBuilder().setGroup("EZBT1121")), XcfCounters.Count.HELLO_REFUSED, "hello does not fit");
        ends(frame(good.toBuilder().setSysplex("OTHER")), XcfCounters.Count.HELLO_REFUSED, "hello does not fit");
        ends(frame(good.toBuilder().setReceiverIncarnation(1)), XcfCounters.Count.HELLO_REFUSED, "hello does not fit");
        ends(frame(good.toBuilder().setIncarnation(1)), XcfCounters.Count.HELLO_REFUSED, "hello does not fit");
        Member future = new Member(logB.self().incarnation() + 100, logB.self().info());
        ends(
                ZooKeeperWorld.hello(future, logA.self()),
                XcfCounters.Count.HELLO_REFUSED,
                "caller is not an active member");
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("linkDown"));
    }

    @Test
    void aVersionThatIsNotSpokenHereIsRefusedAndNamed() {
        SignalHello good = ZooKeeperWorld.hello(logB.self(), logA.self()).getHello();
        ends(
                frame(good.toBuilder().setProtocol(2)),
                XcfCounters.Count.HELLO_REFUSED,
                "protocol version 2, this member speaks 1");
        ends(
                frame(good.toBuilder().setProtocol(-1)),
                XcfCounters.Count.HELLO_REFUSED,
                "protocol version 4294967295, this member speaks 1");
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("linkDown"));
    }

    private static SignalFrame frame(SignalHello.Builder hello) {
        return SignalFrame.newBuilder().setHello(hello).build();
    }

    private static SignalFrame payload(long sequence, int bytes) {
        return SignalFrame.newBuilder()
                .setSequence(sequence)
                .setPayload(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    private void endsGreeted(String reason, XcfCounters.Count why, SignalFrame... bad) {
        String last = "";
        // The real partner calls again after 20 ms and may replace the stream before the bad frame is through.
        for (int attempt = 0; attempt < 50 && !last.startsWith(reason); attempt++) {
            try (RawCaller caller = new RawCaller(a.xcf().signallingAddress())) {
                caller.send(ZooKeeperWorld.hello(logB.self(), logA.self()));
                world.until(
                        "greeted", () -> caller.ended() || !caller.received().isEmpty());
                List.of(bad).forEach(caller::send);
                world.until("stream ended", caller::ended);
                last = caller.reason();
            }
        }
        assertThat(last).startsWith(reason);
        assertThat(a.xcf().counters().value(why)).isPositive();
        world.until(
                "the real partner is linked again",
                () -> a.group().view().members().stream().allMatch(row -> row.linked()));
    }

    private void ends(SignalFrame first, XcfCounters.Count why, String reason) {
        long before = a.xcf().counters().value(why);
        try (RawCaller caller = new RawCaller(a.xcf().signallingAddress())) {
            caller.send(first);
            world.until("stream ended", caller::ended);
            assertThat(caller.received()).isEmpty();
            assertThat(caller.reason()).isEqualTo("ABORTED " + reason);
        }
        assertThat(a.xcf().counters().value(why)).isEqualTo(before + 1);
    }
}
