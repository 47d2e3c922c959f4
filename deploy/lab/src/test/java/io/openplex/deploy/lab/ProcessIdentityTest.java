package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    @Test
    void aProcessIsFrozenThawedAndKilledByItsIdentity() throws IOException {
        Process child = new ProcessBuilder("cat").start();
        try {
            ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
            assertThat(ProcessIdentity.parse(identity.toString())).contains(identity);
            assertThat(identity.alive()).isTrue();
            assertThat(identity.signal("STOP")).isTrue();
            org.awaitility.Awaitility.await().until(identity::frozen);
            assertThat(identity.signal("CONT")).isTrue();
            org.awaitility.Awaitility.await().until(() -> !identity.frozen());
            assertThat(identity.signal("KILL")).isTrue();
            assertThat(LabCleaner.ends(identity, Duration.ofSeconds(10))).isTrue();
            assertThat(identity.signal("KILL")).isFalse();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aLaterProcessWithTheSameNumberIsAnotherOne() {
        ProcessIdentity self = ProcessIdentity.current();
        ProcessIdentity earlier = new ProcessIdentity(self.pid(), self.started() - 1);
        assertThat(earlier.alive()).isFalse();
        assertThat(earlier.signal("KILL")).isFalse();
        assertThat(self.alive()).isTrue();
        assertThat(self.residentKib()).isPositive();
    }

    @Test
    void whatIsNoIdentityIsNone() {
        for (String text : new String[] {"", "1", "1/", "a/b", "1/2/3"}) {
            assertThat(ProcessIdentity.parse(text)).isEmpty();
        }
    }
}
