package io.openplex.hwsim.adapters.qdio;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process that is one side of a session, to be killed: {@code adapter|program FILE SEED}. Ends by itself after a
 * while, and with exit code {@value #BROKEN} when the other side delivers something that is not right.
 */
final class RingProgram {
    static final int BROKEN = 3;

    private static final long LIFE_NANOS = 60_000_000_000L;

    private RingProgram() {}

    public static void main(String[] arguments) throws IOException {
        Child.endWithParent();
        MemorySegment memory = SessionFile.open(Path.of(arguments[1]));
        long seed = Long.parseLong(arguments[2]);
        RingWorker worker = new RingWorker(memory, seed);
        long end = System.nanoTime() + LIFE_NANOS;
        if (arguments[0].equals("adapter")) {
            adapter(worker, new Random(seed), end);
        } else {
            while (worker.failure == null && System.nanoTime() < end) {
                worker.follow();
                worker.programStep();
            }
        }
        if (worker.failure != null) {
            System.err.println(worker.failure);
            System.exit(BROKEN);
        }
    }

    /** Activates again and again, so that it is killed in the middle of that, too. */
    private static void adapter(RingWorker worker, Random random, long end) {
        while (worker.failure == null && System.nanoTime() < end) {
            AdapterSide side = worker.activate();
            int steps = random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(5_000);
            for (int step = 0; step < steps && worker.failure == null; step++) {
                worker.adapterStep();
            }
            if (random.nextBoolean()) {
                side.deactivate();
            }
        }
    }
}
