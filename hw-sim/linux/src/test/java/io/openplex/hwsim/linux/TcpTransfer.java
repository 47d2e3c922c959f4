package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/** A connection between the Linux stacks of two namespaces, which the test carries. */
final class TcpTransfer {
    private static final int BYTES = 24 << 20;
    private static final int PORT = 5001;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private TcpTransfer() {}

    /**
     * Sends 24 MB from a client to a server and proves that they arrive unchanged.
     *
     * @param step called with the time while the transfer is under way; carries packets
     */
    static void run(NetworkNamespace client, NetworkNamespace server, String serverAddress, LongConsumer step)
            throws Exception {
        InetAddress to = InetAddress.getByName(serverAddress);
        ServerSocket listener = server.call(() -> new ServerSocket(PORT, 1, to));
        Socket socket = client.call(() -> {
            // Without the binding there would be no descriptor yet.
            Socket made = new Socket();
            made.bind(new InetSocketAddress(0));
            return made;
        });
        try (ExecutorService hosts = Executors.newCachedThreadPool();
                listener;
                socket) {
            Future<Long> received = hosts.submit(() -> receive(listener));
            Future<Long> sent = hosts.submit(() -> send(socket, new InetSocketAddress(to, PORT)));
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            long now = System.nanoTime();
            while (!received.isDone() && sent.state() != Future.State.FAILED && now < deadline) {
                step.accept(now);
                now = System.nanoTime();
            }
            if (now >= deadline) {
                // Ends both threads, which would wait for each other.
                socket.close();
                listener.close();
            }
            assertThat(now).as("transferred in time").isLessThan(deadline);
            assertThat(received.get()).as("what the server received").isEqualTo(sent.get());
        }
    }

    private static long send(Socket socket, InetSocketAddress to) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = new byte[1 << 18];
        Random random = new Random(7);
        try (socket) {
            socket.connect(to, 10_000);
            OutputStream out = socket.getOutputStream();
            for (int done = 0; done < BYTES; done += bytes.length) {
                random.nextBytes(bytes);
                crc.update(bytes);
                out.write(bytes);
            }
        }
        return crc.getValue();
    }

    private static long receive(ServerSocket listener) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = new byte[1 << 18];
        long total = 0;
        try (Socket socket = listener.accept()) {
            socket.setSoTimeout((int) (PATIENCE_NANOS / 1_000_000));
            InputStream in = socket.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                crc.update(bytes, 0, count);
                total += count;
            }
        }
        return total == BYTES ? crc.getValue() : -total;
    }
}
