package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEnd;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports with sessions drawn from a seed, and traffic drawn from it: the invariants of hardware.md 8.7. */
class OsaInvariantsTest {
    private static final int SESSIONS = 6;
    private static final int STEPS = 4_000;
    private static final long LAYER2 = 0x0200000000c0L;
    private static final long VMAC = 0x0200000000d0L;
    private static final IpAddress GROUP = IpAddress.parse("224.0.0.5");
    private static final long GROUP_MAC = 0x01005e000005L;

    private final SharedBench bench = new SharedBench();
    private final List<SharedBench.Stack> stacks = new ArrayList<>();
    private final Map<String, Integer> lastNumber = new HashMap<>();
    private int number;

    private static IpAddress address(int i) {
        return IpAddress.v4(0xc0000200 + 100 + i);
    }

    private static OsaSettings drawn(int i, Random random) {
        OsaSettings settings = random.nextBoolean()
                ? SharedBench.settings("S" + i, address(i))
                : SharedBench.settings("S" + i, address(i), VMAC + i);
        if (random.nextInt(4) == 0) {
            settings = SharedBench.settings("S" + i, address(i), LAYER2 + i).withLayer2();
        }
        if (random.nextInt(3) == 0) {
            settings = settings.withVlan(10 * (1 + random.nextInt(2)));
        }
        return settings.withRouting(random.nextBoolean() ? OsaSettings.Routing.ROUTEALL : OsaSettings.Routing.ROUTELCL)
                .withIsolate(random.nextInt(4) == 0)
                .withGroups(random.nextBoolean(), false);
    }

    private SharedBench.Stack opened(int i, Random random) throws SessionRefused {
        OsaSettings settings = drawn(i, random);
        SharedBench.Stack stack = bench.stack("S" + i, settings);
        if (random.nextInt(3) == 0) {
            stack.session.setRouter(false, RouterRole.values()[random.nextInt(3)]);
        }
        if (random.nextBoolean()) {
            if (settings.layer() == OsaSettings.Layer.LAYER2) {
                stack.session.joinGroup(new MacAddress(GROUP_MAC));
            } else {
                stack.session.joinGroup(GROUP);
            }
        }
        return stack;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("hardware 8.7 invariants 2 to 7 and 9, from a seed")
    void hold(long seed) throws SessionRefused {
        Random random = new Random(seed);
        for (int i = 0; i < SESSIONS; i++) {
            stacks.add(opened(i, random));
        }
        stacks.forEach(SharedBench.Stack::got);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            assertOneSessionPerAddress();
        }
        assertThat(lastNumber).as("something was delivered inside").isNotEmpty();
    }

    private void step(Random random) throws SessionRefused {
        SharedBench.Stack stack = stacks.get(random.nextInt(SESSIONS));
        switch (random.nextInt(10)) {
            case 0 -> register(stack, random);
            case 1 -> {
                if (random.nextInt(20) == 0) {
                    bench.port.end(stack.session, SessionEnd.RESET, bench.now);
                    stacks.set(stacks.indexOf(stack), opened(stacks.indexOf(stack), random));
                }
            }
            case 2 -> bench.pass(random.nextInt(3));
            case 3 -> stack.room = random.nextInt(4) == 0 && !stack.session.isLayer2() ? 0 : Integer.MAX_VALUE;
            case 4, 5, 6 -> fromLan(random);
            default -> fromSession(stack, random);
        }
        stacks.forEach(SharedBench.Stack::got);
        bench.left();
    }

    private void register(SharedBench.Stack stack, Random random) {
        if (stack.session.isLayer2()) {
            return;
        }
        IpAddress any = address(SESSIONS + random.nextInt(8));
        if (random.nextBoolean()) {
            stack.session.setIp(any, RegistrationKind.PERMANENT, random.nextBoolean(), bench.now);
        } else {
            stack.session.deleteIp(any);
        }
    }

    private void assertOneSessionPerAddress() {
        Set<String> seen = new HashSet<>();
        for (SharedBench.Stack stack : stacks) {
            for (OsaSession.Row row : stack.session.rows()) {
                String onVlan =
                        row.address() + " on " + stack.session.settings().vlan();
                assertThat(!row.delivered() || seen.add(onVlan))
                        .as("invariant 5: one session has %s", onVlan)
                        .isTrue();
            }
        }
    }

    private void fromLan(Random random) {
        long[] targets = {
            SharedBench.BURNED_IN,
            GROUP_MAC,
            SharedBench.ALL,
            VMAC + random.nextInt(SESSIONS),
            LAYER2 + random.nextInt(SESSIONS),
            SharedBench.PEER
        };
        long to = targets[random.nextInt(targets.length)];
        IpAddress destination = to == GROUP_MAC ? GROUP : address(random.nextInt(SESSIONS + 8));
        Frame frame = SharedBench.ip(to, destination, ++number);
        int vlan = random.nextInt(3) == 0 ? 10 * (1 + random.nextInt(3)) : 0;
        long before = counted();
        bench.fromWire(vlan == 0 ? frame : SharedBench.tagged(frame, vlan));
        int deliveries = 0;
        for (SharedBench.Stack stack : stacks) {
            List<Integer> arrived = numbers(stack);
            deliveries += arrived.size();
            if (!arrived.isEmpty()) {
                int own = Math.max(0, stack.session.settings().vlan());
                boolean routes = own == 0 && stack.session.role(false) == RouterRole.PRIROUTER;
                assertThat(own == vlan || routes).as("invariant 4: VLAN").isTrue();
                assertRouting(stack, to, destination);
            }
        }
        if (!MacAddress.isGroup(to)) {
            assertThat(counted() - before)
                    .as("invariant 2: delivered or dropped with a reason")
                    .isEqualTo(1 + adapterFrames());
            assertThat(deliveries).as("invariant 4: one session").isLessThanOrEqualTo(1);
        }
    }

    /** Numbers of the IP packets that a stack was given. */
    private static List<Integer> numbers(SharedBench.Stack to) {
        List<Integer> all = new ArrayList<>();
        for (byte[] bytes : to.delivered) {
            ByteBuffer b = ByteBuffer.wrap(bytes);
            int at = to.session.isLayer2() ? Ethernet.LENGTH : 0;
            if (at == 0 || Ethernet.type(b, 0) == Ethernet.TYPE_IPV4) {
                all.add(b.getShort(at + Ipv4.IDENTIFICATION) & 0xffff);
            }
        }
        return all;
    }

    /** Questions of the adapter that layer-2 sessions were given, like stations on the LAN. */
    private int adapterFrames() {
        int all = 0;
        for (SharedBench.Stack stack : stacks) {
            all += stack.delivered.size() - numbers(stack).size();
        }
        return all;
    }

    /** Everything that was delivered or dropped, by all sessions and for nobody. */
    private long counted() {
        long all = bench.port.statistics().dropped();
        for (SharedBench.Stack stack : stacks) {
            all += stack.session.statistics().packetsIn()
                    + stack.session.statistics().dropped();
        }
        return all;
    }

    private static void assertRouting(SharedBench.Stack stack, long to, IpAddress destination) {
        OsaSettings settings = stack.session.settings();
        if (settings.layer() == OsaSettings.Layer.LAYER3
                && settings.vmac().own()
                && to == stack.session.mac().bits()
                && settings.routing() == OsaSettings.Routing.ROUTELCL) {
            assertThat(stack.session.rows())
                    .as("invariant 6: ROUTELCL")
                    .anySatisfy(row -> assertThat(row.address()).isEqualTo(destination));
        }
    }

    private void fromSession(SharedBench.Stack from, Random random) {
        if (from.session.isLayer2()) {
            layer2(from, random);
            return;
        }
        IpAddress to = random.nextInt(5) == 0 ? GROUP : address(random.nextInt(SESSIONS + 8));
        long counted = from.session.statistics().packetsOut()
                + from.session.statistics().dropped();
        boolean sent = from.send(to, ++number);
        long after = from.session.statistics().packetsOut()
                + from.session.statistics().dropped();
        assertThat(after - counted).as("invariant 2: %s", sent).isBetween(0L, sent ? 2L : 1L);
        assertInside(from);
        assertWire();
    }

    private void layer2(SharedBench.Stack from, Random random) {
        long[] targets = {
            SharedBench.BURNED_IN,
            GROUP_MAC,
            SharedBench.ALL,
            VMAC + random.nextInt(SESSIONS),
            LAYER2 + random.nextInt(SESSIONS),
            SharedBench.PEER
        };
        long to = targets[random.nextInt(targets.length)];
        IpAddress destination = to == GROUP_MAC ? GROUP : address(random.nextInt(SESSIONS + 8));
        Frame frame = SharedBench.ip(to, from.session.mac().bits(), destination, ++number);
        from.session.sendFrame(frame, bench.now);
        assertInside(from);
        assertWire();
    }

    /** What arrived at sessions from this one. */
    private void assertInside(SharedBench.Stack from) {
        assertThat(from.delivered).as("invariant 4: never to its sender").isEmpty();
        for (SharedBench.Stack to : stacks) {
            for (int arrived : numbers(to)) {
                assertThat(to.session.settings().vlan())
                        .as("invariant 4: VLAN")
                        .isEqualTo(from.session.settings().vlan());
                assertThat(to.session.settings().isolate()
                                || from.session.settings().isolate())
                        .as("invariant 7: ISOLATE")
                        .isFalse();
                String pair = from.name + from.session.generation() + ">" + to.name + to.session.generation();
                Integer last = lastNumber.put(pair, arrived);
                assertThat(last == null || last < arrived)
                        .as("invariant 3: order")
                        .isTrue();
            }
        }
    }

    private void assertWire() {
        Set<Long> own = new HashSet<>(Set.of(SharedBench.BURNED_IN));
        stacks.forEach(stack -> own.add(stack.session.mac().bits()));
        bench.wire.poll(
                (frame, at) -> {
                    assertThat(own).as("invariant 9: source").contains(Ethernet.source(frame.buffer(), frame.offset()));
                    assertThat(frame.length()).as("invariant 9: length").isBetween(60, 1518);
                },
                1000,
                bench.now);
    }
}
