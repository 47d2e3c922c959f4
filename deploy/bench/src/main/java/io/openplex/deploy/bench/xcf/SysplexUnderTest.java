package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.lan.BenchLan;
import io.openplex.deploy.bench.lan.Claim;
import io.openplex.deploy.bench.lan.Probes;
import io.openplex.deploy.bench.process.Burner;
import io.openplex.deploy.bench.process.Child;
import io.openplex.deploy.bench.process.Children;
import io.openplex.deploy.bench.process.Ensemble;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.bench.process.Ports;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.proto.v1.DvipaState;
import io.openplex.proto.v1.MembershipSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole sysplex on this machine: a coordination service of three processes, one process per stack, the LAN in this
 * process. Closing it ends every process and removes its directory, unless it is to be kept.
 */
final class SysplexUnderTest implements AutoCloseable {
    /** From one probe to the next while a moment is measured. */
    static final long PROBE_MS = 10;

    private static final Duration WHOLE = Duration.ofSeconds(90);
    private static final long POLL_MS = 50;

    /** Between two looks at all stacks, each of which answers with all its addresses: asking must not be the load. */
    private static final long LOOK_MS = 300;

    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int KEY_BYTES = 16;
    private static final String ACTIVE = "ACTIVE";

    private final SysplexPlan plan;
    private final Path directory;
    private final Children children;
    private final Ensemble ensemble;
    private final BenchLan lan;
    private final List<StackUnderTest> stacks;
    private boolean keep;
    private boolean probing;

    private SysplexUnderTest(
            SysplexPlan plan,
            Path directory,
            Children children,
            Ensemble ensemble,
            BenchLan lan,
            List<StackUnderTest> stacks) {
        this.plan = plan;
        this.directory = directory;
        this.children = children;
        this.ensemble = ensemble;
        this.lan = lan;
        this.stacks = List.copyOf(stacks);
    }

    /** Starts everything and returns when the sysplex is whole. */
    static SysplexUnderTest open(SysplexPlan plan, Progress progress) throws InterruptedException {
        Path directory = directory();
        Children children = new Children(() -> delete(directory));
        try {
            progress.say("starting three servers of the coordination service");
            int base = Ports.free(Ensemble.PORTS + plan.members() * StackUnderTest.PORTS);
            Ensemble ensemble = Ensemble.start(children, directory, base);
            List<StackUnderTest> stacks = new ArrayList<>();
            for (SysplexPlan.Member member : plan.systems()) {
                int first = base + Ensemble.PORTS + (member.number() - 1) * StackUnderTest.PORTS;
                stacks.add(new StackUnderTest(member, children, directory, ensemble.connectString(), first));
            }
            BenchLan lan = BenchLan.open(
                    stacks.stream().map(StackUnderTest::cable).toList(),
                    new BenchLan.Destinations(
                            SysplexPlan.DVIPA_NET,
                            new IpEndpoint(SysplexPlan.DVIPA, SysplexPlan.WHOAMI_PORT),
                            new IpEndpoint(SysplexPlan.DVIPA, SysplexPlan.ECHO_PORT)),
                    SysplexPlan::isDvipa);
            SysplexUnderTest sysplex = new SysplexUnderTest(plan, directory, children, ensemble, lan, stacks);
            return sysplex.start(progress);
        } catch (InterruptedException | RuntimeException e) {
            children.close();
            throw e;
        }
    }

    private SysplexUnderTest start(Progress progress) throws InterruptedException {
        try {
            for (StackUnderTest stack : stacks) {
                progress.say("starting " + stack.system());
                stack.start(plan.profile(stack.member()));
                Polling.until(
                        WHOLE,
                        POLL_MS,
                        stack::ready,
                        () -> stack.system() + " has not joined after " + WHOLE.toSeconds() + " s"
                                + stack.process().lastWords());
            }
            awaitWhole();
            return this;
        } catch (LabFailure e) {
            keep();
            close();
            throw LabFailure.failed(e.text() + "; all logs are in " + directory);
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Path directory() {
        try {
            Path made = Files.createTempDirectory("openplex-bench-");
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.writeString(made.resolve("xcf.key"), HexFormat.of().formatHex(key) + "\n");
            return made;
        } catch (IOException e) {
            throw LabFailure.failed("no temporary directory: " + LabFiles.reason(e));
        }
    }

    Ensemble ensemble() {
        return ensemble;
    }

    BenchLan lan() {
        return lan;
    }

    List<StackUnderTest> stacks() {
        return stacks;
    }

    /** The additional DVIPAs that this stack defines. */
    List<IpAddress> definedBy(StackUnderTest stack) {
        return plan.definedBy(stack.member());
    }

    /** Starts a process that keeps processors busy with so many threads. */
    Child burn(int threads) {
        return Burner.start(children, threads, directory.resolve("burner.log"));
    }

    /** Names of processes that ended without having been asked to. */
    List<String> died() {
        return children.died();
    }

    /** Its directory with all logs stays after the end. */
    Path keep() {
        keep = true;
        return directory;
    }

    /** Starts probing at this pace; from then on a whole sysplex is one whose every system answers probes. */
    void probeEvery(long millis) {
        lan.probeEvery(millis);
        probing = true;
    }

    /** The stack that says that it owns the distributed DVIPA; fails when none or several say so. */
    StackUnderTest owner() {
        List<StackUnderTest> owners = stacks.stream()
                .filter(stack -> stack.snapshot()
                        .filter(said -> owns(said, SysplexPlan.DVIPA.toString()))
                        .isPresent())
                .toList();
        if (owners.size() != 1) {
            throw LabFailure.failed("owners of " + SysplexPlan.DVIPA + ": "
                    + owners.stream().map(StackUnderTest::system).toList());
        }
        return owners.getFirst();
    }

    /** Waits until it is whole. */
    void awaitWhole() throws InterruptedException {
        Polling.until(
                WHOLE,
                LOOK_MS,
                () -> wholeFault().isEmpty(),
                () -> "the sysplex is not whole after " + WHOLE.toSeconds() + " s: "
                        + wholeFault().orElse("it became so too late"));
    }

    /** Why it is not whole: a stack that is not a member, a system that serves no clients, an owner that is wrong. */
    Optional<String> wholeFault() {
        int owned = 0;
        for (StackUnderTest stack : stacks) {
            Optional<MembershipSnapshot> said = stack.snapshot();
            if (said.isEmpty()) {
                return Optional.of(stack.system() + " does not answer"
                        + (stack.process().alive() ? "" : stack.process().lastWords()));
            }
            MembershipSnapshot now = said.get();
            if (!now.getMember() || now.getMembersCount() != plan.members()) {
                return Optional.of(stack.system() + " sees " + now.getMembersList());
            }
            owned += owns(now, SysplexPlan.DVIPA.toString()) ? 1 : 0;
            Optional<String> missing = missing(stack, now);
            if (missing.isPresent()) {
                return missing;
            }
        }
        return owned == 1 ? silentSystem() : Optional.of(owned + " owners of " + SysplexPlan.DVIPA);
    }

    private Optional<String> missing(StackUnderTest stack, MembershipSnapshot now) {
        if (plan.takeBack() && stack.member().number() == 1 && !owns(now, SysplexPlan.DVIPA.toString())) {
            return Optional.of(stack.system() + " has not taken " + SysplexPlan.DVIPA + " back");
        }
        Set<String> active = now.getDvipasList().stream()
                .filter(dvipa -> dvipa.getStatus().equals(ACTIVE))
                .map(DvipaState::getAddress)
                .collect(Collectors.toSet());
        return plan.definedBy(stack.member()).stream()
                .map(Object::toString)
                .filter(address -> !active.contains(address))
                .findFirst()
                .map(address -> stack.system() + " does not own " + address);
    }

    private Optional<String> silentSystem() {
        if (!probing) {
            return Optional.empty();
        }
        Set<String> answering = lan.probes().since(System.nanoTime() - RECENT_NANOS).stream()
                .map(Probes.Result::system)
                .collect(Collectors.toSet());
        return stacks.stream()
                .map(StackUnderTest::system)
                .filter(system -> !answering.contains(system))
                .findFirst()
                .map(system -> system + " answers no new connections");
    }

    private static boolean owns(MembershipSnapshot said, String address) {
        return said.getDvipasList().stream()
                .anyMatch(dvipa ->
                        dvipa.getAddress().equals(address) && dvipa.getStatus().equals(ACTIVE));
    }

    /** The first answer to a probe that began at or after that time; nothing when none comes in time. */
    Optional<Probes.Result> awaitAnswer(long sinceNanos, Duration patience) throws InterruptedException {
        Polling.holds(
                patience,
                PROBE_MS,
                () -> lan.probes().firstAnswerSince(sinceNanos).isPresent());
        return lan.probes().firstAnswerSince(sinceNanos);
    }

    /** ARP by which stations other than this one took the distributed DVIPA since then. */
    List<Claim> announcementsOfOthers(String than, long sinceNanos) {
        return lan.claims().since(sinceNanos).stream()
                .filter(claim -> claim.kind().announces()
                        && claim.address().equals(SysplexPlan.DVIPA)
                        && !claim.station().equals(than))
                .toList();
    }

    @Override
    public void close() {
        try {
            children.close();
        } finally {
            lan.close();
            if (!keep) {
                delete(directory);
            }
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(LabFiles::delete);
        } catch (IOException | UncheckedIOException e) {
            throw LabFailure.failed("cannot delete " + root + ": " + LabFiles.reason(e));
        }
    }
}
