package io.openplex.deploy.lab.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openplex.deploy.lab.FreePorts;
import io.openplex.deploy.lab.LabPorts;
import io.openplex.deploy.lab.Lpar;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The edge, with a host in SYSA's place that has the DVIPA")
@Timeout(30)
class LabNetworkTest {
    private static final int PATIENCE_MS = 15_000;
    private static final int LARGE = 3 << 20;

    private final LabPorts ports = FreePorts.base();
    private LabNetwork network;
    private DvipaHost owner;

    @BeforeEach
    void start() {
        network = LabNetwork.start(ports, reason -> {
            throw new AssertionError(reason);
        });
    }

    @AfterEach
    void stop() {
        if (owner != null) {
            owner.close();
        }
        network.close();
    }

    @Test
    void everyByteComesBackInOrder() throws IOException, InterruptedException {
        owner = DvipaHost.start(ports, Lpar.ALL.getFirst());
        byte[] sent = new byte[LARGE];
        new Random(1).nextBytes(sent);
        try (Socket client = connect(ports.echo())) {
            Thread writer = Thread.ofVirtual().start(() -> writeAll(client, sent));
            byte[] received = client.getInputStream().readAllBytes();
            writer.join();
            assertThat(received).isEqualTo(sent);
        }
    }

    @Test
    void aResetOfTheStackIsAResetOfTheClient() throws IOException {
        owner = DvipaHost.start(ports, Lpar.ALL.getFirst());
        try (Socket client = connect(ports.echo())) {
            client.getOutputStream().write("RESET".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> readToEnd(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aResetOfTheClientIsAResetOfTheStack() throws IOException {
        owner = DvipaHost.start(ports, Lpar.ALL.getFirst());
        try (Socket client = connect(ports.echo())) {
            client.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isEqualTo(1);
            client.setSoLinger(true, 0);
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(owner.resets()).isEqualTo(1));
    }

    @Test
    void aRefusedConnectionIsReset() throws IOException {
        owner = DvipaHost.start(ports, Lpar.ALL.getFirst());
        try (Socket client = connect(ports.http())) {
            assertThatThrownBy(() -> readToEnd(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void withoutAnOwnerTheClientIsResetAfterABoundedTime() throws IOException {
        try (Socket client = connect(ports.http())) {
            assertThatThrownBy(() -> readToEnd(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void theStackPortOfAClientIsKnown() throws IOException, InterruptedException {
        owner = DvipaHost.start(ports, Lpar.ALL.getFirst());
        try (Socket client = connect(ports.echo())) {
            client.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isEqualTo(1);
            assertThat(network.stackPort(client.getLocalPort())).isBetween(49_152, 65_535);
            assertThat(network.stackPort(1)).isZero();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket client = new Socket(LabPorts.loopback(port).getAddress(), port);
        client.setSoTimeout(PATIENCE_MS);
        return client;
    }

    private static void readToEnd(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        while (in.read() >= 0) {
            // Only the way in which it ends is of interest.
        }
    }

    private static void writeAll(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
