package io.openplex.hwsim.adapters.lan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryLanPortTest extends LanPortContract {
    private MemoryLanPort.Pair cable;

    @Override
    protected void connect() {
        cable = MemoryLanPort.pair(8, MTU);
        near = cable.left();
        far = cable.right();
    }

    @Test
    void losesWhatFindsNoRoomAndGoesOnAfterwards() {
        for (int i = 0; i < 10; i++) {
            assertThat(near.send(Frames.ethernet(1, 2, 0x0800, 60, i), 0)).isEqualTo(i < 8);
        }
        assertThat(near.statistics().lost()).isEqualTo(2);
        assertThat(far.poll((frame, now) -> {}, 100, 0)).isEqualTo(8);
        assertThat(near.send(Frames.ethernet(1, 2, 0x0800, 60, 11), 0)).isTrue();
    }

    @Test
    void pullingTheCableLosesWhatIsOnItsWay() {
        near.send(Frames.ethernet(1, 2, 0x0800, 60, 1), 0);
        cable.plugged(false);
        assertThat(near.linkUp()).isFalse();
        assertThat(far.linkUp()).isFalse();
        assertThat(near.send(Frames.ethernet(1, 2, 0x0800, 60, 2), 0)).isFalse();
        assertThat(far.statistics().lost()).isEqualTo(1);
        cable.plugged(true);
        assertThat(far.poll((frame, now) -> {}, 100, 0)).isZero();
        near.send(Frames.ethernet(1, 2, 0x0800, 60, 3), 0);
        assertThat(far.poll((frame, now) -> {}, 100, 0)).isEqualTo(1);
    }
}
