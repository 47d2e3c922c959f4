package io.openplex.deploy.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the lab process something: one line there, some lines back. */
public final class ControlClient {
    private ControlClient() {}

    /**
     * Sends one request and waits for its end.
     *
     * @param said called with what the lab process says meanwhile
     * @throws LabFailure when the lab process is not there, does not answer in time, or refused
     */
    public static ControlReply ask(LabFiles files, String request, Duration patience, Consumer<String> said) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(files.control()));
            CompletableFuture<ControlReply> reply = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> converse(channel, request, said, reply));
            return checked(reply.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            throw LabFailure.failed(
                    "the lab process does not answer (" + LabFiles.reason(e) + "); \"openplex lab stop\" cleans up");
        } catch (TimeoutException e) {
            throw LabFailure.failed("the lab process has not answered within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw LabFailure.failed("the lab process ended the conversation");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LabFailure.failed("interrupted");
        }
    }

    private static ControlReply checked(ControlReply reply) {
        if (!reply.ok()) {
            throw LabFailure.failed(reply.text());
        }
        return reply;
    }

    private static void converse(
            SocketChannel channel, String request, Consumer<String> said, CompletableFuture<ControlReply> reply) {
        try {
            channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
            BufferedReader lines =
                    new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8.newDecoder(), -1));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = ControlReply.said(line).orElse(null);
                if (text == null) {
                    reply.complete(ControlReply.parse(line));
                    return;
                }
                tell(said, text);
            }
            reply.completeExceptionally(new IOException("end of file"));
        } catch (IOException | RuntimeException e) {
            reply.completeExceptionally(e);
        }
    }

    private static void tell(Consumer<String> said, @Nullable String text) {
        if (text != null) {
            said.accept(text);
        }
    }
}
