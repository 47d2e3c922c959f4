package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.stackd.xcflink.HeartbeatCodec;
import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import io.openplex.xcf.api.right.Heartbeat;
import io.openplex.xcf.api.right.RightValues;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Heartbeats on the loop (ownership rule, clause 13). */
class GroupRightTest {
    private static final long FREEZE = 70 * RightWorld.MS;

    private final RightWorld world = new RightWorld(new Frozen());
    private boolean waiting;

    /** A socket from which a heartbeat of SYSB is read just when the process freezes. */
    private final class Frozen implements HeartbeatEndpoint {
        @Override
        public String address() {
            return "";
        }

        @Override
        public boolean send(String to, ByteBuffer datagram) {
            return true;
        }

        @Override
        public int receive(ByteBuffer into) {
            if (!waiting) {
                return -1;
            }
            waiting = false;
            ByteBuffer out = ByteBuffer.allocate(HeartbeatCodec.LENGTH);
            new HeartbeatCodec(RightWorld.KEY).write(new Heartbeat(2, 1, 1, 0, false, 3), out);
            into.put(out);
            world.now += FREEZE;
            return HeartbeatCodec.LENGTH;
        }
    }

    @Test
    @DisplayName("a heartbeat binds from a reading of the clock after it was received, not from the iteration's time")
    void stampedAfterReceiving() {
        waiting = true;
        long iteration = world.now;
        world.right.step(iteration);
        assertThat(world.right.right().heardAtNanos(RightWorld.B)).contains(iteration + FREEZE);
        world.now = iteration + FREEZE + RightValues.DEFAULT.boundNanos() - 1;
        assertThat(world.right.hears(RightWorld.B)).isTrue();
        world.now++;
        assertThat(world.right.hears(RightWorld.B)).isFalse();
    }
}
