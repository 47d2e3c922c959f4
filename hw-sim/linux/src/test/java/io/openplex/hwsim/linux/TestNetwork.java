package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/**
 * Network namespaces of one test and the veth pairs between them. Nothing leads outside, and everything is gone with
 * the test, or with this process.
 */
final class TestNetwork implements AutoCloseable {
    /** Longest wait for something that the kernel does at once. */
    static final long PATIENCE_NANOS = 5_000_000_000L;

    private final List<NetworkNamespace> namespaces = new ArrayList<>();

    private TestNetwork() {}

    /** Skips the test, saying why, where namespaces cannot be made. */
    static TestNetwork make() {
        assumeInstalled("ip");
        assumeInstalled("nsenter");
        try {
            NetworkNamespace.create().close();
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort(e.getMessage());
        }
        return new TestNetwork();
    }

    static void assumeInstalled(String program) {
        Assumptions.assumeTrue(isInstalled(program), program + " is not installed");
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":"))
                .anyMatch(part -> !part.isEmpty() && Files.isExecutable(Path.of(part, program)));
    }

    /** A namespace that says nothing of its own accord on its interfaces. */
    NetworkNamespace namespace() throws Exception {
        NetworkNamespace made = NetworkNamespace.create();
        namespaces.add(made);
        run(made, "sh", "-c", "f=/proc/sys/net/ipv6/conf/default/disable_ipv6; [ ! -e $f ] || echo 1 > $f");
        return made;
    }

    /** A cable between two namespaces, plugged and switched on at both ends. */
    void cable(NetworkNamespace left, String leftName, NetworkNamespace right, String rightName, int mtu)
            throws Exception {
        String there = right.path().toString();
        run(left, "ip", "link", "add", "name", leftName, "type", "veth", "peer", "name", rightName, "netns", there);
        run(left, "ip", "link", "set", "dev", leftName, "mtu", Integer.toString(mtu), "up");
        run(right, "ip", "link", "set", "dev", rightName, "mtu", Integer.toString(mtu), "up");
    }

    /** A command line to be run in a namespace. */
    static List<String> command(NetworkNamespace namespace, String... command) {
        List<String> line = new ArrayList<>(List.of("nsenter", "--net=" + namespace.path(), "--"));
        line.addAll(List.of(command));
        return line;
    }

    /** Runs a program in a namespace, expects it to succeed, and answers what it printed. */
    static String run(NetworkNamespace namespace, String... command) throws Exception {
        Process process = new ProcessBuilder(command(namespace, command))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), output)
                .isZero();
        return output;
    }

    /** Spins until the condition holds. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Opens a port in a namespace and waits until it has link. */
    static PacketLanPort open(NetworkNamespace namespace, String name, PacketOptions options) throws IOException {
        PacketLanPort port = PacketLanPort.open(name, options.inNamespace(namespace.path()));
        await(name + " up", () -> {
            port.poll((frame, now) -> {}, 1, System.nanoTime());
            return port.linkUp();
        });
        return port;
    }

    @Override
    public void close() {
        namespaces.forEach(NetworkNamespace::close);
    }
}
