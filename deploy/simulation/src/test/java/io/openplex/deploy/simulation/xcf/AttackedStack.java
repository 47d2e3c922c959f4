package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One process that keeps joining, writing and signalling, and holds every event against the promises of the API. */
final class AttackedStack {
    private final RandomFaults world;
    private final String system;
    private final SimulatedStack process;
    private final Deque<Runnable> inbox = new ArrayDeque<>();
    private Membership membership;

    AttackedStack(RandomFaults world, String system) {
        this.world = world;
        this.system = system;
        process = world.xcf().stack(system, inbox::add);
        membership = new Membership();
    }

    SimulatedStack process() {
        return process;
    }

    void join() {
        membership = new Membership();
        process.join(membership.info, membership);
    }

    void leave() {
        if (!process.dead() && !process.paused()) {
            process.leave(LeaveReason.OPERATOR);
        }
    }

    /** Runs what arrived, unless the process stands still. */
    void loop() {
        while (!process.dead() && !process.paused() && !inbox.isEmpty()) {
            inbox.remove().run();
        }
    }

    /** Writes an entry on what it read of it, and sends everybody a signal. */
    void work(String entry) {
        if (process.dead() || process.paused()) {
            return;
        }
        if (membership.over) {
            join();
        } else if (membership.joined) {
            membership.write(entry);
            membership.partners.values().forEach(membership::sendNext);
        }
    }

    Set<String> linkedPartners() {
        return membership.linked;
    }

    /** From a join to its end. */
    private final class Membership implements XcfGroup.Listener {
        /** The CP name tells lives apart even where incarnations begin again. */
        final MemberInfo info;

        final Map<String, Member> partners = new HashMap<>();
        final Set<String> linked = new HashSet<>();
        final Set<Member> seen = new HashSet<>();
        private final Map<Member, Integer> sent = new HashMap<>();
        private final Map<Member, Integer> received = new HashMap<>();
        private String writer = "";
        private boolean busy;
        private boolean lost;
        boolean joined;
        boolean over;

        Membership() {
            String life = "L" + world.nextLife();
            info = new MemberInfo(system, "TCPIP", "A1", "CPC1", life, Optional.empty(), Optional.empty())
                    .at("home-of-" + system, "");
        }

        private static String identity(Member member) {
            return member + " " + member.info().cpName();
        }

        private void holds(boolean promise, String what) {
            assertThat(promise).as("%s %s, seed %s", system, what, world.seed()).isTrue();
            world.event(system + " " + what);
        }

        void write(String entry) {
            if (busy) {
                return;
            }
            busy = true;
            process.couplingFacility().read(RandomFaults.STRUCTURE, entry, (status, found) -> {
                busy = false;
                boolean answered = status == CouplingFacility.Status.OK || status == CouplingFacility.Status.NOT_FOUND;
                if (!over && answered) {
                    long version = found.map(Entry::version).orElse(CouplingFacility.ABSENT);
                    byte[] data = writer.getBytes(StandardCharsets.UTF_8);
                    process.couplingFacility().write(RandomFaults.STRUCTURE, entry, version, data, this::written);
                }
            });
        }

        private void written(CouplingFacility.Status status, Optional<Entry> entry) {
            entry.ifPresent(e -> world.confirmed(e, writer));
            if (status == CouplingFacility.Status.IN_DOUBT) {
                world.doubt();
            }
        }

        void sendNext(Member to) {
            int number = sent.getOrDefault(to, 0);
            byte[] signal = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
            if (process.send(to, signal)) {
                sent.put(to, number + 1);
            }
        }

        @Override
        public void joined(Member self, List<Member> others) {
            holds(!joined && !over && self.info().equals(info), "joined as " + self);
            joined = true;
            writer = identity(self);
            others.forEach(this::enter);
        }

        @Override
        public void joinRefused(JoinRefusal refusal, String detail) {
            holds(!joined && !over, "refused " + refusal);
            over = true;
        }

        @Override
        public void memberJoined(Member member) {
            holds(joined && !over, "sees in " + member);
            enter(member);
        }

        private void enter(Member member) {
            Member before = partners.put(member.name(), member);
            holds(before == null && seen.add(member), "sees " + member + " for the first time");
        }

        @Override
        public void memberLeft(Member member, LeaveReason reason) {
            holds(!over && partners.remove(member.name(), member), "sees out " + member + " " + reason);
            linked.remove(member.name());
            world.memberGone(identity(member));
        }

        @Override
        public void linkUp(Member member) {
            boolean known = member.equals(partners.get(member.name()));
            holds(!over && known && linked.add(member.name()), "link up " + member);
            received.remove(member);
        }

        @Override
        public void linkDown(Member member) {
            holds(!over && linked.remove(member.name()), "link down " + member);
        }

        @Override
        public void signal(Member from, byte[] signal) {
            int number = ByteBuffer.wrap(signal).getInt();
            Integer before = received.put(from, number);
            boolean next = before == null || number == before + 1;
            assertThat(!over && linked.contains(from.name()) && next)
                    .as("%s signal %s of %s after %s, seed %s", system, number, from, before, world.seed())
                    .isTrue();
            world.signal();
        }

        @Override
        public void left(LeaveReason reason) {
            holds(!over, "left " + reason);
            over = true;
        }

        @Override
        public void coordinationLost(boolean now) {
            holds(joined && !over && lost != now, "coordination lost " + now);
            lost = now;
        }
    }
}
