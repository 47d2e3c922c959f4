package io.openplex.stackd.xcflink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkCodecTest {
    /** Reference vectors of SipHash-2-4: key 00..0f, input of n bytes 00, 01, ...; results as little-endian bytes. */
    private static final String[] VECTORS = {
        "310e0edd47db6f72", "fd67dc93c539f874", "5a4fa9d909806c0d", "2d7efbd796666785",
        "b7877127e09427cf", "8da699cd64557618", "cee3fe586e46c9cb", "37d1018bf50002ab",
        "6224939a79f5f593"
    };

    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void sipHashAgreesWithItsReference() {
        ByteBuffer input = counting(64);
        for (int n = 0; n < VECTORS.length; n++) {
            long expected = Long.reverseBytes(Long.parseUnsignedLong(VECTORS[n], 16));
            assertThat(hash.of(input, 3, n)).as("%d bytes", n).isEqualTo(expected);
        }
        // The example of the paper, appendix A.
        assertThat(hash.of(input, 3, 15)).isEqualTo(0xa129ca6149be45e5L);
    }

    private static ByteBuffer counting(int bytes) {
        ByteBuffer b = ByteBuffer.allocateDirect(3 + bytes);
        for (int i = 0; i < bytes; i++) {
            b.put(3 + i, (byte) i);
        }
        return b;
    }

    @Test
    void aKeyIsReadFromItsBytes() {
        byte[] key = new byte[16];
        for (int i = 0; i < 16; i++) {
            key[i] = (byte) i;
        }
        LinkKey made = LinkKey.of(key, "LABPLEX", "EZBTCPCS");
        assertThat(made.k0()).isEqualTo(0x0706050403020100L);
        assertThat(made.k1()).isEqualTo(0x0f0e0d0c0b0a0908L);
        assertThat(made.groupTag())
                .isNotEqualTo(LinkKey.of(key, "LABPLEX", "EZBT0001").groupTag());
        assertThat(made.toString()).doesNotContain("706050403020100");
    }

    @Test
    void everyFlippedBitIsNoticed() {
        ByteBuffer b = ByteBuffer.allocateDirect(LinkHeader.LENGTH + 21);
        for (int bit = 0; bit < 8 * b.capacity(); bit++) {
            LinkHeader.write(b, 0, b.capacity(), 5, 6, 7, 8, hash);
            assertThat(LinkHeader.authentic(b, 0, b.capacity(), hash)).isTrue();
            LinkHeader.write(b, 0, b.capacity(), 5, 6, 7, 8, hash);
            b.put(bit / 8, (byte) (b.get(bit / 8) ^ 1 << bit % 8));
            assertThat(LinkHeader.authentic(b, 0, b.capacity(), hash)).isFalse();
            b.put(bit / 8, (byte) (b.get(bit / 8) ^ 1 << bit % 8));
        }
    }

    @Test
    void eachNumberPassesOnceInsideTheWindow() {
        ReplayWindow window = new ReplayWindow();
        assertThat(window.accept(0)).isFalse();
        assertThat(window.accept(-5)).isFalse();
        assertThat(window.accept(1)).isTrue();
        assertThat(window.accept(1)).isFalse();
        assertThat(window.accept(1025)).isTrue();
        assertThat(window.accept(2)).isTrue();
        assertThat(window.accept(2)).isFalse();
        assertThat(window.accept(1026)).isTrue();
        assertThat(window.accept(3)).isTrue();
        assertThat(window.accept(2)).as("left the window").isFalse();
        assertThat(window.missing()).isEqualTo(1026 - 5);
        assertThat(window.accept(Long.MAX_VALUE)).isTrue();
        assertThat(window.accept(1027)).isFalse();
    }

    @Test
    void theWindowAgreesWithASetThatRemembersEverything() {
        Random random = new Random(7);
        ReplayWindow window = new ReplayWindow();
        Set<Long> seen = new HashSet<>();
        long highest = 0;
        for (int i = 0; i < 50_000; i++) {
            long number = Math.max(1, highest + random.nextInt(1100) - 1000 + (random.nextInt(500) == 0 ? 2000 : 0));
            boolean fresh = number > highest - ReplayWindow.SIZE && seen.add(number);
            assertThat(window.accept(number))
                    .as("number %d, highest %d", number, highest)
                    .isEqualTo(fresh);
            highest = Math.max(highest, number);
        }
        assertThat(window.missing()).isEqualTo(highest - seen.size());
    }
}
