package io.openplex.stackd.daemon;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.PcapngFile;
import io.openplex.hwsim.adapters.lan.PcapngTap;
import io.openplex.hwsim.adapters.lan.PcapngWriter;
import io.openplex.hwsim.adapters.lan.UdpLanPort;
import io.openplex.hwsim.linux.BootClock;
import io.openplex.hwsim.linux.PacketLanPort;
import io.openplex.hwsim.linux.PacketOptions;
import io.openplex.hwsim.linux.ThreadPriority;
import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Symbols;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.LoopWait;
import io.openplex.stackd.loop.SelectorWait;
import io.openplex.stackd.loop.StackRunner;
import io.openplex.stackd.metrics.HealthServer;
import io.openplex.stackd.metrics.StackMetrics;
import io.openplex.stackd.profile.ProfileReader;
import io.openplex.stackd.profile.ProfileResult;
import io.openplex.stackd.rpc.StackRpcServer;
import io.openplex.stackd.stack.Stack;
import io.openplex.stackd.stack.Surroundings;
import io.openplex.stackd.sysplex.Coupling;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.zookeeper.HostPort;
import io.openplex.xcf.zookeeper.MemberTerms;
import io.openplex.xcf.zookeeper.XcfOptions;
import io.openplex.xcf.zookeeper.ZooKeeperXcf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stack with everything real around it. Start once, wait for its end, close. */
final class StackDaemon implements AutoCloseable {
    /** Exit code of an orderly end. */
    static final int ORDERLY = 0;

    /** Exit code of a failure. */
    static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(StackDaemon.class);
    private static final Logger CONSOLE = LoggerFactory.getLogger("io.openplex.console");
    private static final int INBOX_EVENTS = 16_384;
    private static final int LAN_MTU = 1500;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final DaemonConfiguration configuration;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CompletableFuture<Void> out = new CompletableFuture<>();
    private final List<SelectableChannel> cables = new ArrayList<>();
    private final List<PacketLanPort> interfaces = new ArrayList<>();
    private final ReadyFile readyFile;
    private final BootClock clock = BootClock.open();

    private final Inbox inbox = new Inbox(INBOX_EVENTS);
    private final CompletableFuture<StackRunner> runnerDoor = new CompletableFuture<>();
    private final CompletableFuture<int[]> portsDoor = new CompletableFuture<>();
    private final CompletableFuture<Stack> stackDoor = new CompletableFuture<>();

    StackDaemon(DaemonConfiguration configuration) {
        this.configuration = configuration;
        readyFile = new ReadyFile(configuration.options().stateDirectory);
    }

    /** Opens everything and starts the loop; on failure what was opened is closed again. */
    void start() throws IOException {
        try {
            readyFile.clear();
            clock.fallbackReason().ifPresent(why -> LOG.warn("Boot-time clock not available: {}", why));
            open();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open() throws IOException {
        DaemonOptions o = configuration.options();
        Symbols symbols = Symbols.ofSystem(
                configuration.identity().system(), configuration.identity().sysplex(), symbolMap());
        ProfileReader reader =
                new ProfileReader(new ProfileFiles(o.profile, configuration.profileDirectory()), symbols);
        ProfileResult profile = reader.initial(ProfileReader.DD_PROFILE);
        String group = profile.profile().globalConfig().xcfGroup();
        HostPort own = new HostPort(configuration.host().getHostAddress(), 0);
        XcfOptions plain = XcfOptions.of(o.zookeeper, configuration.identity().sysplex(), group)
                .withSessionTimeoutMs(o.sessionTimeoutMs)
                .withTerms(MemberTerms.here().with(configuration.values()).withFirst(o.firstEnsemble))
                .withPorts(own, own);
        XcfOptions secret = configuration.digest().map(plain::withDigest).orElse(plain);
        XcfOptions xcfOptions = configuration.tls().map(secret::withTls).orElse(secret);
        HomeLock home = HomeLock.take(o.stateDirectory);
        opened.push(home);
        HeartbeatSocket heartbeats = HeartbeatSocket.open(configuration.host());
        opened.push(heartbeats);
        cables.add(heartbeats.channel());
        ZooKeeperXcf xcf =
                ZooKeeperXcf.start(xcfOptions, "xcf-" + configuration.identity().system(), inbox);
        opened.push(xcf);
        Map<String, Surroundings.OsaAttachment> ports = ports();
        Coupling coupling = new Coupling(
                xcf.group(),
                xcf.couplingFacility(),
                xcf.coupleDataSet(),
                heartbeats,
                home.id(),
                configuration.values());
        Stack stack = new Stack(
                configuration.identity(), profile.profile(), around(coupling, ports, group, reader), clock.nanos());
        stackDoor.complete(stack);
        StackRunner runner = new StackRunner(
                configuration.identity().job(), stack.loop(), inbox, clock::nanos, waiting(), this::loopEnded);
        runnerDoor.complete(runner);
        opened.push(runner);
        cables.forEach(runner::register);
        serve(stack, group);
        inbox.post(this::raisePriority);
        inbox.post(() -> begin(stack, profile));
        runner.start();
    }

    /** On the loop's thread. */
    private void raisePriority() {
        int nice = configuration.options().nice;
        if (nice < 0) {
            ThreadPriority.raise(nice)
                    .ifPresent(why -> LOG.info("The loop has no priority over other threads: {}", why));
        }
    }

    private Map<String, String> symbolMap() {
        Map<String, String> all = new HashMap<>(configuration.options().symbols);
        all.putIfAbsent("SYSCLONE", configuration.identity().sysclone());
        return all;
    }

    private Surroundings around(
            Coupling coupling, Map<String, Surroundings.OsaAttachment> ports, String group, ProfileReader reader) {
        return new Surroundings(
                inbox,
                clock::nanos,
                System::currentTimeMillis,
                new SecureRandom().nextLong(),
                coupling,
                configuration.sfmAction(),
                LinkKey.of(configuration.key(), configuration.identity().sysplex(), group),
                new UdpLinkEnds(
                        configuration.host(), channel -> runnerDoor.join().register(channel)),
                ports,
                line -> CONSOLE.info("{}", line.logged()),
                name -> syntaxCheck(reader, name),
                this::loopFailed,
                new Events());
    }

    private static List<Message> syntaxCheck(ProfileReader reader, String name) {
        ProfileResult result = reader.changes(name);
        return result.found()
                ? result.diagnostics().stream().map(d -> d.message()).toList()
                : result.messages();
    }

    private LanPort lan(DaemonConfiguration.OsaCable cable) throws IOException {
        switch (cable.lan()) {
            case DaemonConfiguration.OsaCable.Udp udp -> {
                InetAddress loopback = InetAddress.getLoopbackAddress();
                UdpLanPort port = UdpLanPort.open(
                        new InetSocketAddress(loopback, udp.localPort()),
                        new InetSocketAddress(loopback, udp.remotePort()),
                        LAN_MTU);
                cables.add(port.channel());
                return port;
            }
            case DaemonConfiguration.OsaCable.Interface real -> {
                PacketOptions plain = PacketOptions.plain();
                PacketLanPort port = PacketLanPort.open(
                        real.name(), real.namespace().map(plain::inNamespace).orElse(plain));
                interfaces.add(port);
                port.attached()
                        .addressesRefused()
                        .ifPresent(why -> LOG.warn("Frames of any other address may be dropped: {}", why));
                return port;
            }
        }
    }

    /** Sockets of real interfaces are no channels of Java; where there are none, its own selector serves. */
    private LoopWait waiting() throws IOException {
        if (interfaces.isEmpty()) {
            return SelectorWait.open();
        }
        DescriptorWait wait = DescriptorWait.open();
        for (PacketLanPort port : interfaces) {
            wait.register(port);
        }
        return wait;
    }

    private Map<String, Surroundings.OsaAttachment> ports() throws IOException {
        Map<String, Surroundings.OsaAttachment> ports = new HashMap<>();
        for (Map.Entry<String, DaemonConfiguration.OsaCable> entry :
                configuration.ports().entrySet()) {
            DaemonConfiguration.OsaCable cable = entry.getValue();
            LanPort lan = lan(cable);
            if (cable.tap().isPresent()) {
                PcapngWriter writer = new PcapngWriter(
                        PcapngFile.create(cable.tap().get()), entry.getKey(), lan.mtu() + LanPort.FRAMING);
                lan = new PcapngTap(lan, writer, System.currentTimeMillis() * NANOS_PER_MILLI - clock.nanos());
            }
            opened.push(lan);
            ports.put(entry.getKey(), new Surroundings.OsaAttachment(lan, cable.mac()));
        }
        return ports;
    }

    private void serve(Stack stack, String group) throws IOException {
        DaemonOptions o = configuration.options();
        StackRpcServer rpc = new StackRpcServer(
                new InetSocketAddress(configuration.host(), o.rpcPort),
                new StackRpcServer.Services(
                        stack.console(), stack.log(), stack.enf(), inbox, System::currentTimeMillis));
        opened.push(rpc);
        rpc.start();
        StackMetrics metrics = new StackMetrics(
                configuration.identity().system(), configuration.identity().job(), group, clock.nanos());
        BootClock httpClock = BootClock.open();
        HealthServer http =
                new HealthServer(new InetSocketAddress(configuration.host(), o.metricsPort), metrics, httpClock::nanos);
        opened.push(http);
        stack.loop().add("metrics", LoopStage.CONTROL, new MetricsPublisher(stack, group, metrics, rpc::enfDropped));
        portsDoor.complete(new int[] {rpc.port(), http.port()});
    }

    private void begin(Stack stack, ProfileResult profile) {
        long now = clock.nanos();
        long wall = System.currentTimeMillis();
        for (Message message : profile.messages()) {
            stack.log().issue(message.text(), wall);
        }
        for (Message message : profile.optionMessages()) {
            stack.log().issue(message.text(), wall);
        }
        stack.start(now);
    }

    /** Waits for the end of the daemon and answers its exit code. */
    int await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            LOG.error("The daemon failed", e.getCause());
            return FAILED;
        }
    }

    /** Asks for the orderly end and waits for it, for a bounded time; callable from any thread but the loop's. */
    void stop() {
        Stack stack = stackDoor.getNow(null);
        if (stack != null && !end.isDone() && inbox.post(stack::stop)) {
            try {
                out.get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("The group did not confirm that the stack has left; it ends all the same");
            }
        }
        end.complete(ORDERLY);
    }

    private void loopFailed(String where, Throwable cause, String state) {
        LOG.error("The stack stops: {} failed; {}", where, state, cause);
        end.complete(FAILED);
    }

    private void loopEnded() {
        end.complete(FAILED);
    }

    @Override
    public void close() {
        end.complete(FAILED);
        StackRunner runner = runnerDoor.getNow(null);
        if (runner != null && runner.alive()) {
            stopRunner(runner);
        }
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("Closing {}: {}", next.getClass().getSimpleName(), e.toString());
            }
        }
        try {
            readyFile.clear();
        } catch (IOException e) {
            LOG.warn("ready.json could not be removed: {}", e.getMessage());
        }
    }

    private static void stopRunner(StackRunner runner) {
        try {
            if (!runner.stop(STOP_PATIENCE)) {
                LOG.warn("The loop did not end within {} s", STOP_PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the stack tells; on the loop, so that anything slow goes to another thread. */
    private final class Events implements Surroundings.StackEvents {
        @Override
        public void ready() {
            Thread.ofVirtual().name("ready-file").start(() -> {
                int[] ports = portsDoor.join();
                try {
                    readyFile.write(
                            ProcessHandle.current().pid(),
                            configuration.identity().system(),
                            configuration.identity().job(),
                            ports[0],
                            ports[1]);
                } catch (IOException e) {
                    LOG.error("ready.json cannot be written: {}", e.getMessage());
                }
            });
        }

        @Override
        public void refused(String reason) {
            LOG.error("The stack may not join its group: {}", reason);
            end.complete(FAILED);
        }

        @Override
        public void stopWanted() {
            Thread.ofPlatform().name("stop").start(StackDaemon.this::stop);
        }

        @Override
        public void stopped() {
            out.complete(null);
        }
    }
}
