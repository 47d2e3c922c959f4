package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With certificates of one authority members talk; without one, or with one of another authority, nobody does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignallingTlsTest {
    private TestAuthority ours;
    private TestAuthority theirs;
    private TestAuthority.Identity identityA;
    private TestAuthority.Identity identityB;
    private TestAuthority.Identity stranger;
    private ZooKeeperWorld world;
    private ZooKeeperWorld.ZooKeeperStack a;
    private EventLog logA;

    @BeforeAll
    void certificates(@TempDir Path folder) throws IOException {
        ours = new TestAuthority(folder, "ours");
        theirs = new TestAuthority(folder, "theirs");
        identityA = ours.issue("sysa");
        identityB = ours.issue("sysb");
        stranger = theirs.issue("stranger");
    }

    @BeforeEach
    void oneMember() throws Exception {
        world = new ZooKeeperWorld();
        a = world.stack(XcfWorld.info("SYSA"), world.options().withTls(ours.tls(identityA)));
        logA = new EventLog();
        a.group().join(a.info(), logA);
        world.until("A joined", () -> !logA.lines().isEmpty());
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private EventLog join(String system, XcfOptions options) {
        EventLog log = new EventLog();
        var stack = world.stack(XcfWorld.info(system), options);
        stack.group().join(stack.info(), log);
        world.until(system + " joined", () -> !log.lines().isEmpty());
        return log;
    }

    @Test
    void membersOfOneAuthorityTalkBothWays() throws IOException {
        EventLog logB = join("SYSB", world.options().withTls(ours.tls(identityB)));
        world.until("linked", () -> logA.lines().contains("linkUp SYSBTCPIP"));
        world.until("linked back", () -> logB.lines().contains("linkUp SYSATCPIP"));
        assertThat(a.group().send(logB.self(), "to B".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        world.until("signal", () -> logB.lines().contains("signal SYSATCPIP to B"));
    }

    @Test
    void aMemberWithAnotherAuthoritysCertificateIsNeverLinked() throws IOException {
        EventLog logC = join("SYSC", world.options().withTls(theirs.tls(stranger)));
        EventLog logB = join("SYSB", world.options().withTls(ours.tls(identityB)));
        world.until("A and B linked meanwhile", () -> logA.lines().contains("linkUp SYSBTCPIP"));
        world.until("C is a member", () -> logA.lines().contains("memberJoined SYSCTCPIP"));
        for (int i = 0; i < 5; i++) {
            world.settle();
        }
        assertThat(logA.lines()).doesNotContain("linkUp SYSCTCPIP");
        assertThat(logB.lines()).doesNotContain("linkUp SYSCTCPIP");
        assertThat(logC.lines()).noneMatch(line -> line.startsWith("linkUp"));
    }

    @Test
    void aMemberWithoutTlsIsNeverLinked() {
        EventLog logC = join("SYSC", world.options());
        world.until("C is a member", () -> logA.lines().contains("memberJoined SYSCTCPIP"));
        for (int i = 0; i < 5; i++) {
            world.settle();
        }
        assertThat(logA.lines()).doesNotContain("linkUp SYSCTCPIP");
        assertThat(logC.lines()).noneMatch(line -> line.startsWith("linkUp"));
    }

    @Test
    void aCallerIsHeardWithACertificateOfTheAuthorityOnly() throws IOException {
        EventLog logB = join("SYSB", world.options().withTls(ours.tls(identityB)));
        world.until("linked", () -> logA.lines().contains("linkUp SYSBTCPIP"));
        SignalFrame hello = ZooKeeperWorld.hello(logB.self(), logA.self());
        ChannelCredentials noCertificate = TlsChannelCredentials.newBuilder()
                .trustManager(ours.certificate().toFile())
                .build();
        ChannelCredentials otherAuthority = TlsChannelCredentials.newBuilder()
                .keyManager(stranger.certificate().toFile(), stranger.key().toFile())
                .trustManager(ours.certificate().toFile())
                .build();
        for (ChannelCredentials credentials :
                new ChannelCredentials[] {noCertificate, otherAuthority, InsecureChannelCredentials.create()}) {
            try (RawCaller caller = new RawCaller(a.xcf().signallingAddress(), credentials)) {
                caller.send(hello);
                world.until("refused", caller::ended);
                assertThat(caller.received()).isEmpty();
            }
        }
        assertThat(logA.lines()).noneMatch(line -> line.startsWith("linkDown"));
        try (RawCaller caller =
                new RawCaller(a.xcf().signallingAddress(), ours.tls(identityB).channel())) {
            caller.send(hello);
            world.until("answered", () -> !caller.received().isEmpty());
        }
    }

    @Test
    void aGoodCertificateDoesNotOpenAnotherGroup() throws IOException {
        EventLog logB = join("SYSB", world.options().withTls(ours.tls(identityB)));
        world.until("linked", () -> logA.lines().contains("linkUp SYSBTCPIP"));
        SignalFrame good = ZooKeeperWorld.hello(logB.self(), logA.self());
        SignalFrame otherGroup = good.toBuilder()
                .setHello(good.getHello().toBuilder().setGroup("EZBT1121"))
                .build();
        try (RawCaller caller =
                new RawCaller(a.xcf().signallingAddress(), ours.tls(identityB).channel())) {
            caller.send(otherGroup);
            world.until("refused", caller::ended);
            assertThat(caller.received()).isEmpty();
        }
        assertThat(a.xcf().counters().value(XcfCounters.Count.HELLO_REFUSED)).isEqualTo(1);
        assertThat(logA.lines()).noneMatch(line -> line.startsWith("linkDown"));
    }

    @Test
    void filesThatCannotBeUsedAreNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing");
        Path text = Files.writeString(folder.resolve("text"), "no certificate\n");
        refused(missing, identityA.key(), ours.certificate(), "cannot read " + missing);
        refused(identityA.certificate(), missing, ours.certificate(), "cannot read " + missing);
        refused(identityA.certificate(), identityA.key(), missing, "cannot read " + missing);
        refused(text, identityA.key(), ours.certificate(), text + " holds no certificate");
        refused(identityA.certificate(), identityA.key(), text, text + " holds no certificate");
        refused(identityA.certificate(), text, ours.certificate(), text + " holds no private key");
        refused(
                identityA.certificate(),
                identityB.key(),
                ours.certificate(),
                identityB.key() + " holds no private key (PKCS #8 PEM) of the certificate in "
                        + identityA.certificate());
    }

    private static void refused(Path certificate, Path key, Path authority, String why) {
        assertThatThrownBy(() -> SignallingTls.load(certificate, key, authority))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }
}
