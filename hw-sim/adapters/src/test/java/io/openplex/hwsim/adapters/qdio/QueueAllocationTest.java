package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.openplex.hwsim.wire.Frame;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Packets go in and out, with doorbells and sleeps, without a byte allocated. */
class QueueAllocationTest {
    private static final int BATCH = 20;

    private final Session session = new Session();
    private final Frame packet = session.probe(1, 600);
    private final QueueSink sink = (frame, header) -> this.arrived++;
    private long arrived;

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < BATCH; j++) {
                session.adapter.input(j & 1).put(packet, session.header.begin(false, PacketHeader.UNICAST));
                session.program.output(1 + (j & 3)).put(packet, session.header.address(0, j));
            }
            session.adapter.flush();
            session.program.flush();
            session.program.input(0).drain(sink, 7);
            session.program.input(0).drain(sink, BATCH);
            session.program.input(1).drain(sink, BATCH);
            session.adapter.drain(sink, 2 * BATCH);
            session.program.rest();
            session.adapter.rest();
            session.program.beat();
        }
    }

    @Test
    void nothingIsAllocatedOnceWarm() {
        rounds(20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long between = threads.getCurrentThreadAllocatedBytes();
        rounds(5_000);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(arrived).isEqualTo(25_000L * 2 * BATCH);
        assertThat(session.programRings).as("every round slept").isGreaterThanOrEqualTo(25_000);
        // The virtual machine itself books a few bytes on this thread now and then; one object per packet would be far
        // more than a byte per packet.
        assertThat(after - between - (between - before))
                .as("bytes for 200000 packets")
                .isLessThan(20_000);
    }
}
