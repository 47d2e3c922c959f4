package io.openplex.stackd.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The steady state allocates nothing. */
class TcpAllocationTest {
    /** Writes and reads without end and without garbage. */
    private static final class Pump implements TcpHandler {
        private final ByteBuffer out = ByteBuffer.allocateDirect(16_384);
        private final ByteBuffer in = ByteBuffer.allocateDirect(16_384);
        private final boolean writes;
        private long bytesRead;

        Pump(boolean writes) {
            this.writes = writes;
        }

        @Override
        public void connected(TcpConnection connection, long nowNanos) {
            writable(connection, nowNanos);
        }

        @Override
        public void writable(TcpConnection connection, long nowNanos) {
            while (writes && connection.writableBytes() > 0) {
                out.clear();
                connection.write(out, nowNanos);
            }
            if (writes) {
                out.clear();
                connection.write(out, nowNanos);
            }
        }

        @Override
        public void readable(TcpConnection connection, long nowNanos) {
            in.clear();
            int count = connection.read(in, nowNanos);
            while (count > 0) {
                bytesRead += count;
                in.clear();
                count = connection.read(in, nowNanos);
            }
        }

        @Override
        public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {
            throw new AssertionError(reason);
        }
    }

    @Test
    @DisplayName("a bulk transfer with a little loss allocates nothing after warm-up")
    void bulkTransferAllocatesNothing() throws Exception {
        SimNet net = new SimNet(21);
        Pump server = new Pump(false);
        net.b.engine.listen(SimNet.any(9), 5, "SINK", c -> server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(9), "CLIENT", new Pump(true), net.now);
        net.loss = 0.002;
        net.run(20 * SimNet.SECOND);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long readBefore = server.bytesRead;
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        net.run(20 * SimNet.SECOND);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(server.bytesRead - readBefore).isGreaterThan(10_000_000);
        // A run of some 10,000 segments; the margin is for the measurement itself.
        assertThat(allocated).isLessThan(4_096);
    }
}
