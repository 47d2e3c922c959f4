package io.openplex.dvipa;

import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A group of engines with a record store, in virtual time. Messages between two members keep their order; otherwise
 * the seed decides what happens next. After every step no address may be claimed by a stack that its record does not
 * name.
 */
final class GroupSimulator {
    private static final long TICK = 1_000_000L;

    final TreeMap<String, Node> nodes = new TreeMap<>();
    final Map<IpAddress, OwnershipView> records = new HashMap<>();
    /** Chance in percent that a write's answer is lost. */
    int doubtPercent;

    long now;
    private final Random random;
    private long incarnations = 1;

    GroupSimulator(long seed) {
        random = new Random(seed);
    }

    /** One stack. */
    final class Node {
        final String letter;
        final List<VipaStatement> profile;
        final Map<IpAddress, Integer> connections = new HashMap<>();
        final Set<IpAddress> claimed = new TreeSet<>();
        final Map<IpAddress, HomeKind> home = new TreeMap<>();
        final List<String> messages = new ArrayList<>();
        final List<StatementRefusal> refusals = new ArrayList<>();
        final List<CommandOutcome> commands = new ArrayList<>();
        final Set<IpAddress> broken = new TreeSet<>();
        final Map<String, Deque<DvipaEvent>> inbox = new TreeMap<>();
        DvipaEngine engine = fresh();
        boolean up;
        Member member;

        Node(String letter, List<VipaStatement> profile) {
            this.letter = letter;
            this.profile = profile;
            this.member = member(0);
        }

        private DvipaEngine fresh() {
            return new DvipaEngine(DvipaSettings.DEFAULT, a -> connections.getOrDefault(a, 0));
        }

        private Member member(long incarnation) {
            IpAddress xcf = IpAddress.v4(0xc0000200 + letter.charAt(0));
            return new Member(
                    incarnation,
                    new MemberInfo(
                            "SYS" + letter,
                            "TCP" + letter,
                            letter + "1",
                            "CPC1",
                            "VTAM" + letter,
                            Optional.of(xcf),
                            Optional.empty()));
        }

        void start() {
            engine = fresh();
            connections.clear();
            claimed.clear();
            home.clear();
            messages.clear();
            inbox.clear();
            feed(new DvipaEvent.Configured(profile, true));
            join();
        }

        void join() {
            member = member(incarnations++);
            up = true;
            List<Member> others = new ArrayList<>();
            for (Node other : nodes.values()) {
                if (other != this && other.up) {
                    others.add(other.member);
                    other.post(letter, new DvipaEvent.MemberJoined(member));
                    other.post(letter, new DvipaEvent.LinkUp(member));
                }
            }
            feed(new DvipaEvent.Joined(member, others));
            others.forEach(other -> post(letterOf(other), new DvipaEvent.LinkUp(other)));
        }

        void crash() {
            gone(LeaveReason.ABEND);
            claimed.clear();
            home.clear();
            connections.clear();
            inbox.clear();
        }

        void leave() {
            feed(new DvipaEvent.Left(LeaveReason.OPERATOR));
            inbox.clear();
            gone(LeaveReason.OPERATOR);
        }

        private void gone(LeaveReason reason) {
            up = false;
            for (Node other : nodes.values()) {
                if (other.up) {
                    other.post(letter, new DvipaEvent.MemberLeft(member, reason));
                }
            }
        }

        void post(String from, DvipaEvent event) {
            inbox.computeIfAbsent(from, f -> new ArrayDeque<>()).add(event);
        }

        void feed(DvipaEvent event) {
            engine.handle(event, now).forEach(action -> carryOut(this, action));
        }

        void connect(IpAddress address, int count) {
            connections.put(address, count);
            if (count == 0) {
                feed(new DvipaEvent.ConnectionsEnded(address));
            }
        }

        Optional<Status> status(IpAddress address) {
            return engine.localRows().stream()
                    .filter(row -> row.address().equals(address))
                    .map(LocalRow::status)
                    .findFirst();
        }
    }

    Node add(String letter, VipaStatement... profile) {
        Node node = new Node(letter, List.of(profile));
        nodes.put(letter, node);
        return node;
    }

    private static String letterOf(Member member) {
        return member.info().system().substring(3);
    }

    private void carryOut(Node node, DvipaAction action) {
        switch (action) {
            case DvipaAction.StartClaiming a -> node.claimed.add(a.address());
            case DvipaAction.StopClaiming a -> node.claimed.remove(a.address());
            case DvipaAction.InstallAddress a -> node.home.put(a.address().address(), a.kind());
            case DvipaAction.UninstallAddress a -> node.home.remove(a.address());
            case DvipaAction.BreakConnections a -> {
                node.broken.add(a.address());
                node.connections.remove(a.address());
            }
            case DvipaAction.IssueMessage a -> node.messages.add(a.id() + " " + String.join(" ", a.arguments()));
            case DvipaAction.RefuseStatement a -> node.refusals.add(a.refusal());
            case DvipaAction.CommandEnded a -> node.commands.add(a.outcome());
            case DvipaAction.ReadRecord a ->
                node.post(
                        "~cf",
                        new DvipaEvent.RecordRead(
                                a.address(),
                                a.attempt(),
                                random.nextInt(100) < doubtPercent
                                        ? Optional.empty()
                                        : Optional.of(records.getOrDefault(a.address(), OwnershipView.ABSENT))));
            case DvipaAction.WriteRecord a -> write(node, a);
            case DvipaAction.FindIncarnation a -> {
                if (nodes.values().stream().noneMatch(n -> n.up && a.owner().equals(OwnerId.of(n.member)))) {
                    node.post("~cf", new DvipaEvent.IncarnationGone(a.owner()));
                }
            }
            case DvipaAction.SendTable a ->
                send(node, Optional.of(a.to()), new DvipaEvent.TableReceived(node.member, a.entries()));
            case DvipaAction.SendTableChanges a ->
                send(node, Optional.empty(), new DvipaEvent.TableChanged(node.member, a.changed(), a.removed()));
            case DvipaAction.AnnounceOwnership a ->
                send(node, a.to(), new DvipaEvent.OwnerAnnounced(node.member, a.address(), a.epoch()));
            case DvipaAction.SendMoveRequest a ->
                send(node, Optional.of(a.to()), new DvipaEvent.MoveRequested(node.member, a.address(), a.epoch()));
            case DvipaAction.SendMoveGiven a ->
                send(node, Optional.of(a.to()), new DvipaEvent.MoveGiven(node.member, a.address(), a.epoch()));
            case DvipaAction.OwnershipGained a -> {}
            case DvipaAction.OwnershipLost a -> {}
            case DvipaAction.StatusChanged a -> {}
        }
    }

    private void write(Node node, DvipaAction.WriteRecord a) {
        OwnershipView present = records.getOrDefault(a.address(), OwnershipView.ABSENT);
        WriteOutcome outcome = present.version() == a.expectedVersion() ? WriteOutcome.WRITTEN : WriteOutcome.MISMATCH;
        long version = present.version() + 1;
        boolean lostRequest = random.nextInt(100) < doubtPercent;
        if (outcome == WriteOutcome.WRITTEN && !lostRequest) {
            records.put(a.address(), new OwnershipView(version, a.owner()));
        }
        if (lostRequest || random.nextInt(100) < doubtPercent) {
            outcome = WriteOutcome.IN_DOUBT;
        }
        node.post("~cf", new DvipaEvent.RecordWritten(a.address(), a.attempt(), outcome, version));
    }

    private void send(Node from, Optional<Member> to, DvipaEvent event) {
        for (Node node : nodes.values()) {
            if (node != from && node.up && (to.isEmpty() || to.get().equals(node.member))) {
                node.post(from.letter, event);
            }
        }
    }

    /** Delivers one waiting event, chosen by the seed, or lets time pass. */
    void step() {
        List<Runnable> choices = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.up) {
                for (Deque<DvipaEvent> queue : node.inbox.values()) {
                    if (!queue.isEmpty()) {
                        choices.add(() -> node.feed(queue.remove()));
                    }
                }
                if (node.engine.awaitsFlush()) {
                    choices.add(() -> node.feed(new DvipaEvent.FramesLeft()));
                }
                if (node.engine.nextDeadlineNanos() <= now) {
                    choices.add(() -> node.feed(new DvipaEvent.Timer()));
                }
            }
        }
        if (choices.isEmpty() || random.nextInt(8) == 0) {
            now += TICK;
        } else {
            choices.get(random.nextInt(choices.size())).run();
        }
        check();
    }

    /** Lets the group work for so many milliseconds. */
    void run(int milliseconds) {
        long until = now + milliseconds * TICK;
        while (now < until) {
            step();
        }
    }

    private void check() {
        for (Node node : nodes.values()) {
            for (IpAddress address : node.claimed) {
                OwnershipView record = records.getOrDefault(address, OwnershipView.ABSENT);
                if (node.up && !record.names(OwnerId.of(node.member))) {
                    throw new AssertionError(node.letter + " claims " + address + " but the record says " + record);
                }
            }
        }
    }

    /** Letters of the stacks that claim the address. */
    List<String> claimers(IpAddress address) {
        return nodes.values().stream()
                .filter(node -> node.up && node.claimed.contains(address))
                .map(node -> node.letter)
                .toList();
    }
}
