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
        endsGreeted(payload(2, 1), XcfCounters.Count.OUT_OF_SEQUENCE);
    }

    @Test
    void aReplayedSignalEndsTheLink() {
        endsGreeted(XcfCounters.Count.OUT_OF_SEQUENCE, payload(1, 1), payload(1, 1));
    }

    @Test
    void aSignalThatGrpcItselfDoesNotTakeEndsTheLink() {
        endsGreeted(payload(1, 2 * SignalStream.SIGNAL_MAX + 1), XcfCounters.Count.OVERSIZE);
    }

    @Test
    void bytesThatAreNoFrameEndTheLink() {
        endsGreeted(XcfCounters.Count.MALFORMED, GARBAGE);
    }

    @Test
    void bytesThatAreNoFrameInsteadOfHelloEndTheStream() {
        ends(GARBAGE, XcfCounters.Count.MALFORMED);
    }

    @Test
    void anOversizeSignalEndsTheLink() {
        endsGreeted(payload(1, SignalStream.SIGNAL_MAX + 1), XcfCounters.Count.OVERSIZE);
    }

    @Test
    void aFrameWithoutContentEndsTheLink() {
        endsGreeted(SignalFrame.getDefaultInstance(), XcfCounters.Count.MALFORMED);
    }

    @Test
    void aSecondHelloEndsTheLink() {
        endsGreeted(ZooKeeperWorld.hello(logB.self(), logA.self()), XcfCounters.Count.MALFORMED);
    }

    @Test
    void aSignalBeforeHelloEndsTheStream() {
        ends(payload(1, 1), XcfCounters.Count.MALFORMED);
    }

    @Test
    void helloOfAnotherGroupProtocolOrIncarnationIsRefused() {
        SignalHello good = ZooKeeperWorld.hello(logB.self(), logA.self()).getHello();
        ends(frame(good.toBuilder().setGroup("EZBT1121")), XcfCounters.Count.HELLO_REFUSED);
        ends(frame(good.toBuilder().setSysplex("OTHER")), XcfCounters.Count.HELLO_REFUSED);
        ends(frame(good.toBuilder().setProtocol(2)), XcfCounters.Count.HELLO_REFUSED);
        ends(frame(good.toBuilder().setReceiverIncarnation(1)), XcfCounters.Count.HELLO_REFUSED);
        ends(frame(good.toBuilder().setIncarnation(1)), XcfCounters.Count.HELLO_REFUSED);
        Member future = new Member(logB.self().incarnation() + 100, logB.self().info());
        ends(ZooKeeperWorld.hello(future, logA.self()), XcfCounters.Count.HELLO_REFUSED);
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

    private void endsGreeted(SignalFrame bad, XcfCounters.Count why) {
        endsGreeted(why, bad);
    }

    private void endsGreeted(XcfCounters.Count why, SignalFrame... bad) {
        // The real partner calls again after 20 ms and may replace the stream before the bad frame is through.
        for (int attempt = 0; attempt < 50 && a.xcf().counters().value(why) == 0; attempt++) {
            try (RawCaller caller = new RawCaller(a.xcf().signallingAddress())) {
                caller.send(ZooKeeperWorld.hello(logB.self(), logA.self()));
                world.until(
                        "greeted", () -> caller.ended() || !caller.received().isEmpty());
                List.of(bad).forEach(caller::send);
                world.until("stream ended", caller::ended);
            }
        }
        assertThat(a.xcf().counters().value(why)).isEqualTo(1);
        world.until(
                "the real partner is linked again",
                () -> a.group().view().members().stream().allMatch(row -> row.linked()));
    }

    private void ends(SignalFrame first, XcfCounters.Count why) {
        long before = a.xcf().counters().value(why);
        try (RawCaller caller = new RawCaller(a.xcf().signallingAddress())) {
            caller.send(first);
            world.until("stream ended", caller::ended);
            assertThat(caller.received()).isEmpty();
        }
        assertThat(a.xcf().counters().value(why)).isEqualTo(before + 1);
    }
}
