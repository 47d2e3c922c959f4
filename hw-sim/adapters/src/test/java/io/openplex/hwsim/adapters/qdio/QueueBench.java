package io.openplex.hwsim.adapters.qdio;

import com.sun.management.OperatingSystemMXBean;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Prints what a packet costs; nothing is asserted. Run it with the classes of this module, its tests and hw-sim/wire on
 * the class path, and a directory below /dev/shm as argument.
 */
final class QueueBench {
    private static final int[] LENGTHS = {64, 1500, 9000};
    private static final int[] BATCHES = {1, 8, 64};
    private static final int WARM_UP = 3;
    private static final int RUNS = 7;
    private static final int ROUNDS = 100_000;
    private static final int DOORBELL_ROUNDS = 30_000;

    private long seen;

    private QueueBench() {}

    public static void main(String[] arguments) throws IOException {
        Path dir = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "/dev/shm"), "qdio");
        try {
            QueueBench bench = new QueueBench();
            bench.oneThread(dir);
            bench.roundTrip(dir, "round trip between processes, both polling", Integer.MAX_VALUE, ROUNDS);
            bench.roundTrip(dir, "round trip between processes, doorbell each way", 0, DOORBELL_ROUNDS);
        } finally {
            delete(dir);
            Files.deleteIfExists(dir);
        }
    }

    private static void delete(Path dir) throws IOException {
        for (String name : new String[] {"session", "bell"}) {
            Files.deleteIfExists(dir.resolve(name));
        }
    }

    private void oneThread(Path dir) throws IOException {
        QdioSizes sizes = new QdioSizes(1, 64, 16);
        MemorySegment memory = SessionFile.create(dir.resolve("session"), sizes.areaBytes());
        AdapterSide adapter = AdapterSide.activate(memory, sizes, Doorbell.SILENT);
        ProgramSide program = Objects.requireNonNull(ProgramSide.attach(memory, adapter.generation(), Doorbell.SILENT));
        adapter.poll();
        program.poll();
        for (int length : LENGTHS) {
            for (int batch : BATCHES) {
                report("output", length, batch, program.output(4), adapter.output(4));
                report("input", length, batch, adapter.input(0), program.input(0));
            }
        }
        delete(dir);
    }

    private void report(String what, int length, int batch, QueueProducer producer, QueueConsumer consumer) {
        Frame packet = Probe.fill(Objects.requireNonNull(new FramePool(1, length).acquire()), 1, length);
        PacketHeader header = new PacketHeader();
        QueueSink sink = (frame, beside) -> this.seen += frame.buffer().get(frame.offset() + frame.length() - 1);
        double[] nanos = new double[RUNS];
        int batches = 2_000_000 / Math.max(4, length / 64) / batch;
        for (int run = -WARM_UP; run < RUNS; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                for (int j = 0; j < batch; j++) {
                    producer.put(packet, header);
                }
                producer.flush();
                consumer.drain(sink, batch);
            }
            if (run >= 0) {
                nanos[run] = (System.nanoTime() - start) / ((double) batches * batch);
            }
        }
        Arrays.sort(nanos);
        System.out.println(String.format(
                Locale.ROOT,
                "one thread, %s, %d bytes, batches of %d: put and drain %.0f ns per packet (best %.0f)%s",
                what,
                length,
                batch,
                nanos[RUNS / 2],
                nanos[0],
                seen == 1 ? " " : ""));
    }

    private void roundTrip(Path dir, String what, int polls, int rounds) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (EchoLink link = EchoLink.start(dir, polls)) {
            double[] nanos = new double[rounds];
            double cpu = 0;
            for (int n = -rounds; n < rounds; n++) {
                if (n == 0) {
                    cpu = system.getProcessCpuTime() / 1e9 + link.child.cpuSeconds();
                }
                long start = System.nanoTime();
                if (!link.caller.send(n + rounds) || link.caller.receive() != n + rounds) {
                    throw new IllegalStateException("round " + n + " failed");
                }
                if (n >= 0) {
                    nanos[n] = System.nanoTime() - start;
                }
            }
            cpu = system.getProcessCpuTime() / 1e9 + link.child.cpuSeconds() - cpu;
            Arrays.sort(nanos);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s: median %.2f us, 10th percentile %.2f, 99th %.2f; processor time per packet %.2f us",
                    what,
                    nanos[rounds / 2] / 1e3,
                    nanos[rounds / 10] / 1e3,
                    nanos[rounds - rounds / 100] / 1e3,
                    cpu * 1e6 / (2.0 * rounds)));
            link.caller.send(PingPong.END);
        }
        delete(dir);
    }
}
