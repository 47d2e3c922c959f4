package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEvents;
import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An OSA on a LAN port that gathers frames until it is flushed, as that of a real interface does. */
class GatheringPortTest {
    private final MemoryLanPort.Pair cable = MemoryLanPort.pair(64, 1500);
    private final List<byte[]> gathered = new ArrayList<>();
    private long now = 1_000;

    /** Holds everything back until the flush. */
    private final class Gathering implements LanPort {
        @Override
        public int poll(Receiver receiver, int limit, long nowNanos) {
            return cable.left().poll(receiver, limit, nowNanos);
        }

        @Override
        public boolean send(Frame frame, long nowNanos) {
            gathered.add(Frames.bytes(frame));
            return true;
        }

        @Override
        public void flush() {
            for (byte[] bytes : gathered) {
                Frame frame = Frames.empty();
                frame.length(bytes.length);
                frame.buffer().put(frame.offset(), bytes);
                cable.left().send(frame, now);
            }
            gathered.clear();
        }

        @Override
        public boolean linkUp() {
            return cable.left().linkUp();
        }

        @Override
        public int mtu() {
            return 1500;
        }

        @Override
        public LanStatistics statistics() {
            return cable.left().statistics();
        }

        @Override
        public void close() {
            cable.left().close();
        }
    }

    private List<String> left() {
        List<String> lines = new ArrayList<>();
        cable.right().poll((frame, at) -> lines.add(OsaBench.describe(frame)), 100, now);
        return lines;
    }

    @Test
    @DisplayName("ownership clause 13: no claim waits in the port, where a freeze could find it")
    void claimsLeaveAtOnce() {
        OsaSettings settings = OsaSettings.of("OSAPORT1", new MacAddress(OsaBench.MAC), OsaBench.HOME);
        try (DedicatedOsa osa =
                new DedicatedOsa(settings, new Gathering(), () -> now, RegistrationGate.OPEN, SessionEvents.NONE)) {
            osa.renewLease(10_000_000_000L);
            osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, now);
            assertThat(left()).containsExactly("announce 198.51.100.11 to all");
            cable.right().send(OsaBench.request(OsaBench.DVIPA), now);
            osa.poll((packet, at) -> {}, 10, now);
            assertThat(left()).containsExactly("198.51.100.11 is mine, 203.0.113.1 to peer");
            assertThat(gathered).isEmpty();
        }
    }
}
