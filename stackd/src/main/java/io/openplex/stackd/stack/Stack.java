package io.openplex.stackd.stack;

import io.openplex.distributor.DistributorEngine;
import io.openplex.distributor.DistributorSettings;
import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.stackd.console.MessageLog;
import io.openplex.stackd.console.OperatorConsole;
import io.openplex.stackd.console.OutstandingReplies;
import io.openplex.stackd.console.StackView;
import io.openplex.stackd.enf.EnfSignals;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.IpOptions;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.StackLoop;
import io.openplex.stackd.profile.IpConfig;
import io.openplex.stackd.profile.StackProfile;
import io.openplex.stackd.profile.TcpConfig;
import io.openplex.stackd.sysplex.GroupRight;
import io.openplex.stackd.sysplex.Sysplex;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpSettings;
import io.openplex.xcf.api.LeaveReason;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One stack on one loop. All methods belong to the loop's thread, except the constructor and {@link #loop}'s owner. */
public final class Stack {
    private static final long LONG_ITERATION_NANOS = 20_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int FRAMES = 8192;
    private static final int FRAME_RESERVE = 128;
    private static final int SMALLEST_FRAME = 2048;
    /** Heap of a connection without its buffers, generously. */
    private static final int CONNECTION_BYTES = 1024;

    /** Heap of an entry of the connection routing table, with the free cells beside it. */
    private static final int ROUTING_ENTRY_BYTES = 64;

    private static final int LOG_LINES = 1000;
    private static final int ENF_HISTORY = 1000;

    private final StackIdentity identity;
    private final StackProfile profile;
    private final Surroundings around;
    private final GroupRight right;
    private final StackLoop loop;
    private final FramePool pool;
    private final IpLayer ip;
    private final TcpEngine tcp;
    private final Sysplex sysplex;
    private final MessageLog log;
    private final OutstandingReplies replies;
    private final EnfSignals enf;
    private final OperatorConsole console;
    private final FailureManagement failures;
    private final StackLife life;
    private final StackServers servers;
    private final StackAdapters adapters;
    private final StackDisplays displays;

    /**
     * A stack that has not started: interfaces are attached, nothing is announced yet.
     *
     * @param nowNanos time of the loop's clock
     */
    public Stack(StackIdentity identity, StackProfile profile, Surroundings around, long nowNanos) {
        this.identity = identity;
        this.profile = profile;
        this.around = around;
        RandomGenerator random = new SplittableRandom(around.seed());
        right = new GroupRight(around.coupling(), around.linkKey(), around.clock());
        loop = new StackLoop(around.inbox(), right, around.clock(), LONG_ITERATION_NANOS, around.failure());
        pool = new FramePool(FRAMES, frameBytes(around));
        ip = new IpLayer(ipOptions(profile.ipConfig(), random), pool);
        tcp = new TcpEngine(tcpSettings(profile.tcpConfig()), ip.sender(), random);
        ip.handler(IpProtocol.TCP, (packet, now) -> {
            tcp.input(packet, now);
            return true;
        });
        log = new MessageLog(identity.system(), LOG_LINES);
        log.subscribe(around.console());
        replies = new OutstandingReplies(log);
        failures = new FailureManagement(around.sfmAction(), log, replies, around.wallMillis());
        life = new StackLife(identity, profile, around, log, failures);
        DistributorEngine distributor =
                new DistributorEngine(DistributorSettings.withKey(random.nextLong(), random.nextLong())
                        .withMaximumConnections(routingEntries()));
        sysplex = new Sysplex(setup(), distributor, life);
        displays = new StackDisplays(identity, profile, ip, tcp, sysplex, around);
        enf = new EnfSignals(
                displays.enfIdentity(around.coupling().group().groupName()), displays.groupFacts(), ENF_HISTORY);
        life.bind(sysplex, enf);
        StackOperations operations = new StackOperations(tcp, sysplex, life, around);
        console = new OperatorConsole(displays, operations, operations, replies, ZoneOffset.systemDefault());
        servers = new StackServers(identity, profile, tcp, life);
        adapters = new StackAdapters(identity.system(), profile, around, ip, right, life);
        addParticipants();
    }

    private Sysplex.SysplexSetup setup() {
        Optional<IpConfig.DynamicXcf> xcf = profile.ipConfig().dynamicXcf();
        return new Sysplex.SysplexSetup(
                identity.member(xcf.map(x -> x.address().address()), Optional.empty()),
                right,
                ip,
                tcp,
                around.linkKey(),
                around.linkEnds());
    }

    private void addParticipants() {
        loop.add("right", LoopStage.EVENTS, right);
        loop.add("events", LoopStage.EVENTS, sysplex);
        loop.add("ip", LoopStage.ADAPTERS, ip);
        loop.add("tcp", LoopStage.ENGINES, new LoopParticipant() {
            @Override
            public int step(long nowNanos) {
                return tcp.step(nowNanos);
            }

            @Override
            public long nextDeadlineNanos() {
                return tcp.nextDeadlineNanos();
            }
        });
        loop.add("sysplex", LoopStage.CONTROL, sysplex);
        loop.add("life", LoopStage.CONTROL, life);
        loop.add("failure-management", LoopStage.CONTROL, failures);
        loop.add("replies", LoopStage.CONTROL, new ReplyWatch(console, replies, around.wallMillis()));
        loop.addFlusher(adapters);
        loop.addFlusher(ip);
        loop.addFlusher(sysplex);
    }

    /** Attaches interfaces, starts servers, and joins the group unless the profile says NOJOIN. */
    public void start(long nowNanos) {
        adapters.start(nowNanos);
        servers.start(nowNanos);
        sysplex.configure(
                profile.vipaDynamic().addresses(), profile.vipaDynamic().distributions());
        life.started(nowNanos);
        if (profile.globalConfig().monitor().join()) {
            life.join(io.openplex.stackd.enf.EnfEvent.Reason.STACK_START);
        }
    }

    /** Begins the orderly end: leaves the group, then says {@link Surroundings.StackEvents#stopped}. */
    public void stop() {
        life.stop(LeaveReason.STACK_STOP);
    }

    /** The loop that runs this stack. */
    public StackLoop loop() {
        return loop;
    }

    /** The IP layer. */
    public IpLayer ip() {
        return ip;
    }

    /** TCP, also for in-process programs. */
    public TcpEngine tcp() {
        return tcp;
    }

    /** This stack's part in the sysplex. */
    public Sysplex sysplex() {
        return sysplex;
    }

    /** What displays see. */
    public StackView view() {
        return displays;
    }

    /** Console of the system. */
    public OperatorConsole console() {
        return console;
    }

    /** Console log. */
    public MessageLog log() {
        return log;
    }

    /** Questions to the operator. */
    public OutstandingReplies replies() {
        return replies;
    }

    /** ENF 80 signals. */
    public EnfSignals enf() {
        return enf;
    }

    /** Joins, leaves and other facts about this stack's life, for metrics. */
    public StackLife life() {
        return life;
    }

    /** Who this is. */
    public StackIdentity identity() {
        return identity;
    }

    /** Adapter sessions by port name, for metrics. */
    public java.util.List<AdapterSession> adapters() {
        return adapters.sessions();
    }

    /** Frames in use. */
    public int framesOutstanding() {
        return pool.outstanding();
    }

    private static int frameBytes(Surroundings around) {
        int largest = SMALLEST_FRAME;
        for (Surroundings.OsaAttachment port : around.ports().values()) {
            largest = Math.max(largest, port.lan().mtu() + FRAME_RESERVE);
        }
        return largest;
    }

    private static IpOptions ipOptions(IpConfig config, RandomGenerator random) {
        return new IpOptions(
                config.datagramForwarding(), config.ttl(), config.pathMtuDiscovery(), random.nextInt(1 << 16));
    }

    /** A sixteenth of the heap for the connection routing table. */
    private static int routingEntries() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 16 / ROUTING_ENTRY_BYTES, 1024, 1 << 24);
    }

    private static TcpSettings tcpSettings(TcpConfig config) {
        TcpSettings d = TcpSettings.defaults();
        int receive = Math.max(config.receiveBufferBytes(), 2048);
        int send = Math.max(config.sendBufferBytes(), 2048);
        // What peers can make this stack hold fits into its heap: a quarter for buffers, an eighth for connections.
        long heap = Runtime.getRuntime().maxMemory();
        int connections = Math.clamp(heap / 8 / CONNECTION_BYTES, 1024, d.connectionsMax());
        return new TcpSettings(
                receive,
                send,
                Math.max(heap / 4, 2L * Math.max(receive, send)),
                connections,
                connections / 4,
                config.nagle(),
                config.delayAcks() ? d.delayedAckNanos() : 0,
                d.rtoMinNanos(),
                d.rtoInitialNanos(),
                d.rtoMaxNanos(),
                config.maximumRetransmitSeconds() * SECOND,
                config.connectTimeoutSeconds() * SECOND,
                config.finWait2Seconds() * SECOND,
                config.timeWaitSeconds() * SECOND);
    }
}
