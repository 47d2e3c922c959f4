package io.openplex.stackd.tcp;

import io.openplex.stackd.ip.IpSender;
import java.util.random.RandomGenerator;

/** The parts of one engine, so that each finds the others. Holds no behaviour. */
final class Core {
    final TcpSettings settings;
    final IpSender ip;
    final TcpCounters counters = new TcpCounters();
    final ConnectionTable table;
    final ListenerTable listeners = new ListenerTable();
    final TimerHeap timers = new TimerHeap();
    final BufferPool receivePool;
    final BufferPool sendPool;
    final InitialSequence initialSequence;
    final Lifecycle lifecycle;
    final Transmitter transmitter;
    final Receiver receiver;
    final Sender sender;
    final UserCalls calls;
    UnknownSegmentPolicy policy = UnknownSegmentPolicy.RFC;
    private int lastId;

    Core(TcpSettings settings, IpSender ip, RandomGenerator random) {
        this.settings = settings;
        this.ip = ip;
        table = new ConnectionTable(random.nextLong());
        initialSequence = new InitialSequence(random);
        receivePool = new BufferPool(settings.receiveBufferBytes(), settings.bufferMemoryBytes() / 2);
        sendPool = new BufferPool(settings.sendBufferBytes(), settings.bufferMemoryBytes() / 2);
        lifecycle = new Lifecycle(this);
        receiver = new Receiver(this);
        transmitter = new Transmitter(this);
        sender = new Sender(this);
        calls = new UserCalls(this);
    }

    int nextId() {
        return ++lastId;
    }

    void count(TcpCounter counter) {
        counters.add(counter);
    }
}
