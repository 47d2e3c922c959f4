package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.lan.LanPort;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How fast one thread hands frames from one port to another: iperf3 between two namespaces, with large segments
 * unsplit, with every segment cut and summed here, and for comparison over a bridge of the kernel. Not a test; started
 * by hand as root:
 *
 * <pre>
 *   mvn -Dquick test-compile -pl hw-sim/linux -am
 *   java --enable-native-access=ALL-UNNAMED -cp … io.openplex.hwsim.linux.ForwardBench [seconds]
 * </pre>
 */
final class ForwardBench {
    private static final long MILLIS = 1_000_000L;

    private final PacketLanPort left;
    private final PacketLanPort right;
    private final LanPort.Receiver toRight;
    private final LanPort.Receiver toLeft;
    private final LinuxWait wait;
    private long waits;
    private long polls;

    private ForwardBench(PacketLanPort left, PacketLanPort right) throws IOException {
        this.left = left;
        this.right = right;
        toRight = (frame, now) -> right.send(frame, now);
        toLeft = (frame, now) -> left.send(frame, now);
        wait = LinuxWait.open();
        wait.add(left.descriptor());
        wait.add(right.descriptor());
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        for (int mtu : new int[] {1500, 8992}) {
            bridge(seconds, mtu);
            for (boolean offloads : new boolean[] {true, false}) {
                measure(seconds, mtu, offloads);
            }
        }
    }

    private static void bridge(int seconds, int mtu) throws Exception {
        try (TestNetwork network = TestNetwork.make()) {
            NetworkNamespace lan = network.namespace();
            NetworkNamespace client = host(network, lan, "left", 1, mtu);
            NetworkNamespace server = host(network, lan, "right", 2, mtu);
            TestNetwork.run(lan, "ip", "link", "add", "name", "bridge", "type", "bridge");
            for (String jack : new String[] {"left", "right"}) {
                TestNetwork.run(lan, "ip", "link", "set", "dev", jack, "master", "bridge");
            }
            TestNetwork.run(lan, "ip", "link", "set", "dev", "bridge", "up");
            Process listener = listen(server);
            try {
                String[] command = iperf(seconds).toArray(String[]::new);
                System.out.printf("MTU %d, bridge of the kernel: %s%n", mtu, rate(TestNetwork.run(client, command)));
            } finally {
                listener.destroy();
            }
        }
    }

    private static Process listen(NetworkNamespace server) throws IOException {
        return new ProcessBuilder(TestNetwork.command(server, "iperf3", "-s", "-1"))
                .redirectErrorStream(true)
                .start();
    }

    /** Once the listener is there. */
    private static List<String> iperf(int seconds) {
        String command = "until iperf3 -c 203.0.113.2 -O 1 -f g -t " + seconds + "; do sleep 0.1; done";
        return List.of("timeout", Integer.toString(2 * seconds + 20), "sh", "-c", command);
    }

    private static String rate(String output) {
        return output.lines()
                .filter(line -> line.contains("receiver"))
                .map(line -> line.replaceAll(".*Bytes *", "").replaceAll(" *receiver", ""))
                .findFirst()
                .orElse(output);
    }

    private static void measure(int seconds, int mtu, boolean offloads) throws Exception {
        PacketOptions options = offloads ? PacketOptions.plain().withOffloads() : PacketOptions.plain();
        try (TestNetwork network = TestNetwork.make()) {
            NetworkNamespace lan = network.namespace();
            NetworkNamespace client = host(network, lan, "left", 1, mtu);
            NetworkNamespace server = host(network, lan, "right", 2, mtu);
            try (PacketLanPort left = TestNetwork.open(lan, "left", options);
                    PacketLanPort right = TestNetwork.open(lan, "right", options)) {
                ForwardBench bench = new ForwardBench(left, right);
                Process listener = listen(server);
                try {
                    String[] command = iperf(seconds).toArray(String[]::new);
                    String rate = bench.run(TestNetwork.command(client, command));
                    System.out.printf("MTU %d, offloads %b: %s%n", mtu, offloads, rate);
                } finally {
                    listener.destroy();
                    bench.wait.close();
                }
            }
        }
    }

    private static NetworkNamespace host(TestNetwork network, NetworkNamespace lan, String jack, int number, int mtu)
            throws Exception {
        NetworkNamespace host = network.namespace();
        network.cable(lan, jack, host, "eth0", mtu);
        TestNetwork.run(host, "ip", "address", "add", "203.0.113." + number + "/24", "dev", "eth0");
        return host;
    }

    private String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        long user = ManagementFactory.getThreadMXBean().getCurrentThreadUserTime();
        long cpu = cpuNanos();
        while (process.isAlive()) {
            for (int i = 0; i < 1000; i++) {
                step();
            }
        }
        cpu = cpuNanos() - cpu;
        user = ManagementFactory.getThreadMXBean().getCurrentThreadUserTime() - user;
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        long lost = left.statistics().lost() + right.statistics().lost();
        long missed = left.statistics().missed() + right.statistics().missed();
        return rate(output)
                + ", %.1f s of CPU here (%.1f outside the kernel)".formatted(cpu / 1e9, user / 1e9)
                + ", %d frames right, %d left"
                        .formatted(right.statistics().sent(), left.statistics().sent())
                + ", %d polls, %d waits, lost %d, missed %d".formatted(polls, waits, lost, missed);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void step() {
        long now = System.nanoTime();
        polls++;
        int frames = left.poll(toRight, 64, now);
        right.flush();
        frames += right.poll(toLeft, 64, now);
        left.flush();
        if (frames == 0) {
            waits++;
            wait.await(MILLIS);
        }
    }
}
