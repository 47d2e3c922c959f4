package io.openplex.deploy.lab.process;

import io.openplex.deploy.lab.ControlReply;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Answers requests on a Unix domain socket, each on a thread of its own. */
final class ControlServer implements AutoCloseable {
    private static final int REQUEST_MAX = 200;

    private final ServerSocketChannel server;
    private final Handler handler;

    /** Carries out a request. */
    @FunctionalInterface
    interface Handler {
        /**
         * Answers one request; what it throws becomes a failed reply.
         *
         * @param say tells the asker something before the end
         */
        ControlReply answer(String request, Consumer<String> say) throws InterruptedException;
    }

    private ControlServer(ServerSocketChannel server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /** Listens on a socket of that name, which must not exist. */
    static ControlServer listen(Path socket, Handler handler) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            ControlServer control = new ControlServer(server, handler);
            Thread.ofPlatform().daemon().name("control").start(control::accept);
            return control;
        } catch (IOException e) {
            throw LabFailure.failed("cannot listen on " + socket + ": " + LabFiles.reason(e));
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw LabFailure.failed("cannot close the control socket: " + LabFiles.reason(e));
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().name("control-request").start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            BufferedReader lines = new BufferedReader(
                    Channels.newReader(client, StandardCharsets.UTF_8.newDecoder(), REQUEST_MAX), REQUEST_MAX);
            String request = lines.readLine();
            if (request != null) {
                write(client, reply(client, request).line());
            }
        } catch (IOException e) {
            // The asker went away; what it asked for was done.
        }
    }

    private ControlReply reply(SocketChannel client, String request) {
        try {
            return handler.answer(request, text -> sayTo(client, text));
        } catch (LabFailure e) {
            return new ControlReply(false, 0, e.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ControlReply(false, 0, "the lab is stopping");
        } catch (RuntimeException e) {
            return new ControlReply(false, 0, "unexpected: " + LabFiles.reason(e));
        }
    }

    private static void sayTo(SocketChannel client, String text) {
        try {
            write(client, ControlReply.saidLine(text));
        } catch (IOException e) {
            // Whether somebody still listens changes nothing.
        }
    }

    private static void write(SocketChannel client, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
