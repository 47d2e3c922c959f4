package io.openplex.hwsim.adapters.qdio;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Objects;

/** The adapter's side of a game of ping-pong here, the program's side in another process that answers. */
final class EchoLink implements AutoCloseable {
    final Child child;
    final AdapterSide adapter;
    final SocketBell bell;
    final PingPong caller;

    private EchoLink(Child child, AdapterSide adapter, SocketBell bell, int pollsMax) {
        this.child = child;
        this.adapter = adapter;
        this.bell = bell;
        caller = PingPong.of(adapter, bell::await, pollsMax);
    }

    /** Starts the other process; it answers packets until the end and ends with code 0, or gives up. */
    static EchoLink start(Path dir, int pollsMax) throws IOException {
        QdioSizes sizes = new QdioSizes(1, 16, 8);
        Path file = dir.resolve("session");
        Path socket = dir.resolve("bell");
        MemorySegment memory = SessionFile.create(file, sizes.areaBytes());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Child child = Child.start(Echo.class, file, socket, pollsMax);
            try {
                SocketBell bell = new SocketBell(server.accept());
                AdapterSide adapter = AdapterSide.activate(memory, sizes, bell);
                bell.ring();
                if (!bell.await()) {
                    throw new IOException("the other process does not attach");
                }
                return new EchoLink(child, adapter, bell, pollsMax);
            } catch (IOException | RuntimeException e) {
                child.close();
                throw e;
            }
        }
    }

    @Override
    public void close() {
        child.close();
        bell.close();
    }

    /** The other process: {@code FILE SOCKET POLLS}. */
    static final class Echo {
        private static final int GENERATION = 1;

        private Echo() {}

        public static void main(String[] arguments) throws IOException {
            Child.endWithParent();
            try (SocketBell bell = SocketBell.connect(Path.of(arguments[1]))) {
                bell.await();
                MemorySegment memory = SessionFile.open(Path.of(arguments[0]));
                ProgramSide side = Objects.requireNonNull(ProgramSide.attach(memory, GENERATION, bell));
                PingPong echo = PingPong.of(side, bell::await, Integer.parseInt(arguments[2]));
                bell.ring();
                if (echo.echo() == PingPong.FORGOTTEN) {
                    System.err.println("waited in vain");
                    Runtime.getRuntime().halt(2);
                }
            }
        }
    }
}
