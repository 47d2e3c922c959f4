package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two machines that advertise one and the same address, where each of them hears its own kernel only. */
class SharedAddressTest {
    private static final int SESSION_MS = 1000;

    /** This machine's kernel refuses there. */
    private static final String REFUSED = "127.0.0.1:1";

    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private ZooKeeperWorld world;
    private ZooKeeperStack b;

    @BeforeEach
    void memberB() throws Exception {
        world = new ZooKeeperWorld();
        b = world.stack(XcfWorld.info("SYSB").at("home-b", "127.0.0.1:9"), options());
        joined(b, logB);
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private XcfOptions options() {
        return world.options().withSessionTimeoutMs(SESSION_MS);
    }

    private void joined(ZooKeeperStack stack, EventLog log) {
        stack.group().join(stack.info(), log);
        world.until("joined", () -> !log.lines().isEmpty());
    }

    private void advertise(String watch, String host) {
        world.rewrite(
                b.info(),
                record -> record.toBuilder().setWatch(watch).setHost(host).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"another boot/net:[1]", ""})
    @DisplayName("a refusal by the own kernel proves nothing of a member on another host, or on nobody knows which")
    void aRefusalProvesNothing(String host) {
        advertise(REFUSED, host);
        ZooKeeperStack a = world.stack(XcfWorld.info("SYSA"), options());
        joined(a, logA);
        world.until("asked several times", () -> a.xcf().counters().value(XcfCounters.Count.WATCH_BROKEN) > 3);
        assertThat(logA.lines()).containsExactly("joined SYSATCPIP [SYSBTCPIP]", "linkUp SYSBTCPIP");
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left"));
        assertThat(a.xcf().counters().value(XcfCounters.Count.DEATHS_PROVEN)).isZero();
    }

    @Test
    @DisplayName("a connection that the own machine took and ended proves nothing of a member on another host")
    void anEndProvesNothing() {
        ZooKeeperStack stranger = world.stack(XcfWorld.info("SYSC"), options());
        advertise(stranger.xcf().watchAddress().toString(), "another boot/net:[1]");
        ZooKeeperStack a = world.stack(XcfWorld.info("SYSA"), options());
        joined(a, logA);
        world.settle();
        world.kill(stranger);
        world.until("the end is seen", () -> a.xcf().counters().value(XcfCounters.Count.WATCH_ENDS) > 0);
        world.until("asked again", () -> a.xcf().counters().value(XcfCounters.Count.WATCH_BROKEN) > 3);
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberLeft"));
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left"));
    }

    @Test
    @DisplayName("a refusal on the very host that the member is on proves its death")
    void aRefusalOnTheSameHostProvesIt() {
        advertise(REFUSED, HostIdentity.own());
        joined(world.stack(XcfWorld.info("SYSA"), options()), logA);
        world.until("ended", () -> logA.lines().contains("memberLeft SYSBTCPIP ABEND"));
    }

    @Test
    @DisplayName("the own watch address in the record of a name from another host does not prove that it is free")
    void theOwnAddressOfAnother() {
        EventLog again = new EventLog();
        ZooKeeperStack second = world.stack(XcfWorld.info("SYSB").at("home-c", "127.0.0.1:9"), options());
        advertise(second.xcf().watchAddress().toString(), "another boot/net:[1]");
        joined(second, again);
        assertThat(again.lines()).containsExactly("joinRefused NAME_IN_USE");
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left"));
        b.group().leave(LeaveReason.OPERATOR);
        world.until("left in order", () -> logB.lines().contains("left OPERATOR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another boot/net:[1]", ""})
    @DisplayName("a refusal by the own kernel does not free a name that a member on another host has")
    void aRefusalDoesNotFreeTheName(String host) {
        advertise(REFUSED, host);
        EventLog again = new EventLog();
        joined(world.stack(XcfWorld.info("SYSB").at("home-c", "127.0.0.1:9"), options()), again);
        assertThat(again.lines()).containsExactly("joinRefused NAME_IN_USE");
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left"));
    }

    @Test
    @DisplayName("who has no identity of its own takes no refusal at a local address as proof")
    void anUnknownHost() {
        advertise(REFUSED, "");
        ZooKeeperStack a = world.stack(
                XcfWorld.info("SYSA"),
                options().withTerms(world.options().terms().withHost("")));
        joined(a, logA);
        world.until("asked several times", () -> a.xcf().counters().value(XcfCounters.Count.WATCH_BROKEN) > 3);
        assertThat(List.of(logA, logB))
                .allSatisfy(log ->
                        assertThat(log.lines()).noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft")));
    }

    @Test
    @DisplayName("the identity is boot id and network namespace, or nothing at all")
    void identity(@TempDir Path folder) throws Exception {
        Path boot = Files.writeString(folder.resolve("boot_id"), "f16e06a1\n");
        Path namespace = Files.createSymbolicLink(folder.resolve("net"), Path.of("net:[4026531833]"));
        assertThat(HostIdentity.read(boot, namespace)).isEqualTo("f16e06a1/net:[4026531833]");
        assertThat(HostIdentity.read(boot, folder.resolve("none"))).isEmpty();
        assertThat(HostIdentity.read(folder.resolve("none"), namespace)).isEmpty();
        Files.writeString(boot, "\n");
        assertThat(HostIdentity.read(boot, namespace)).isEmpty();
        assertThat(HostIdentity.own()).isEqualTo(HostIdentity.own());
    }
}
