package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides take turns at random, resets included; after every step the raw slots must keep the rules of QDIO. */
class QueueInvariantsTest {
    private static final int STEPS = 6_000;
    private static final int INPUT_QUEUES = 2;
    private static final int[] LENGTHS = {16, 64, 576, 1500, 9000, QdioLayout.PACKET_MAX};

    private final Map<Integer, Long> attempts = new HashMap<>();
    private final Map<Integer, Long> arrived = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private Session session;
    private long[][] before;
    private Random random;
    private int seed;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void invariants1To3HoldAfterEveryStep(int seedOfRun) {
        seed = seedOfRun;
        random = new Random(seed);
        int[] inputs = {8, 16, 127, 128};
        int[] outputs = {2, 16, 127, 128};
        session = new Session(new QdioSizes(INPUT_QUEUES, inputs[random.nextInt(4)], outputs[random.nextInt(4)]));
        begin();
        for (int step = 0; step < STEPS; step++) {
            boolean adapters = random.nextBoolean();
            if (adapters) {
                adapterSteps();
            } else {
                programSteps();
            }
            assertOwnersMoved(adapters, step);
            if (random.nextInt(1000) == 0) {
                reset(random.nextBoolean());
            }
        }
        reset(true);
    }

    private void begin() {
        attempts.clear();
        arrived.clear();
        last.clear();
        before = words();
    }

    private long[][] words() {
        long[][] words = new long[QdioLayout.QUEUES][QdioLayout.SLOTS];
        for (int queue = 0; queue < words.length; queue++) {
            for (int slot = 0; slot < QdioLayout.SLOTS; slot++) {
                words[queue][slot] = session.word(queue, slot);
            }
        }
        return words;
    }

    private void adapterSteps() {
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                int queue = random.nextInt(INPUT_QUEUES);
                put(session.adapter.input(queue), queue);
            }
            case 2 -> session.adapter.flush();
            case 3 -> {
                for (int priority = 1; priority <= 4; priority++) {
                    drain(session.adapter.output(priority), QdioLayout.output(priority));
                }
            }
            default -> session.adapter.rest();
        }
    }

    private void programSteps() {
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                int priority = 1 + random.nextInt(4);
                put(session.program.output(priority), QdioLayout.output(priority));
            }
            case 2 -> session.program.flush();
            case 3 -> {
                int queue = random.nextInt(INPUT_QUEUES);
                drain(session.program.input(queue), queue);
            }
            default -> session.program.rest();
        }
    }

    private void put(QueueProducer producer, int queue) {
        int burst = 1 + random.nextInt(8);
        for (int i = 0; i < burst; i++) {
            long sequence = attempts.merge(queue, 1L, Long::sum);
            producer.put(session.probe(sequence, LENGTHS[random.nextInt(LENGTHS.length)]), session.header);
            if (random.nextInt(4) == 0) {
                producer.flush();
            }
        }
    }

    private void drain(QueueConsumer consumer, int queue) {
        consumer.drain(
                (packet, header) -> {
                    long sequence = Probe.sequence(packet);
                    assertThat(sequence)
                            .as("seed %d queue %d: whole and in order", seed, queue)
                            .isGreaterThan(last.getOrDefault(queue, 0L));
                    last.put(queue, sequence);
                    arrived.merge(queue, 1L, Long::sum);
                },
                1 + random.nextInt(40));
    }

    /** Only slots of the side that acted have changed, and what the adapter owns is one run of slots (invariant 1). */
    private void assertOwnersMoved(boolean adapters, int step) {
        long[][] after = words();
        for (int queue = 0; queue < QdioLayout.QUEUES; queue++) {
            int runs = 0;
            int owned = 0;
            for (int slot = 0; slot < QdioLayout.SLOTS; slot++) {
                long was = before[queue][slot];
                long is = after[queue][slot];
                if (was != is) {
                    assertThat(moves(queue, adapters))
                            .as("seed %d step %d queue %d slot %d", seed, step, queue, slot)
                            .contains(SlotWord.state(was) << 8 | SlotWord.state(is));
                }
                boolean own = !Slsb.isPrograms(SlotWord.state(is));
                boolean next = !Slsb.isPrograms(SlotWord.state(after[queue][slot + 1 & QdioLayout.SLOTS - 1]));
                owned += own ? 1 : 0;
                runs += own && !next ? 1 : 0;
            }
            assertThat(runs)
                    .as("seed %d step %d queue %d: no gaps", seed, step, queue)
                    .isLessThanOrEqualTo(1);
            int most =
                    queue < QdioLayout.INPUT_QUEUES_MAX ? session.sizes.inputBuffers() : session.sizes.outputBuffers();
            assertThat(owned).isLessThanOrEqualTo(most);
        }
        before = after;
    }

    private static List<Integer> moves(int queue, boolean adapters) {
        if (queue < QdioLayout.INPUT_QUEUES_MAX) {
            return adapters ? List.of(0x4182) : List.of(0x8041, 0x8241);
        }
        return adapters ? List.of(0x62a1) : List.of(0xa062, 0xa162);
    }

    /** Every packet was received or is counted as dropped, at one end or the other (invariant 2). */
    private void reset(boolean orderly) {
        AdapterSide adapter = session.adapter;
        ProgramSide program = session.program;
        if (orderly) {
            adapter.deactivate();
        } else {
            // The adapter keeps its account in private memory, whatever the program did.
            session.memory.asSlice(QdioLayout.slot(0, 0), 4096).fill((byte) 0x5a);
            adapter.deactivate();
        }
        adapter.flush();
        program.flush();
        List<String> wrong = new ArrayList<>();
        for (int queue = 0; queue < INPUT_QUEUES; queue++) {
            account(queue, adapter.input(queue).statistics().dropped(), wrong);
        }
        for (int priority = 1; priority <= 4; priority++) {
            long dropped = program.output(priority).statistics().dropped()
                    + adapter.output(priority).statistics().dropped();
            account(QdioLayout.output(priority), dropped, wrong);
        }
        assertThat(wrong).as("seed %d", seed).isEmpty();
        session.activate();
        session.attach();
        begin();
    }

    private void account(int queue, long dropped, List<String> wrong) {
        long tried = attempts.getOrDefault(queue, 0L);
        long received = arrived.getOrDefault(queue, 0L);
        if (tried != received + dropped) {
            wrong.add("queue " + queue + ": " + tried + " sent, " + received + " received, " + dropped + " dropped");
        }
    }
}
