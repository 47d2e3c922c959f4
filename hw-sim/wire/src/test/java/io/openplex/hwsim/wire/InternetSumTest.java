package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternetSumTest {
    @Test
    void rfc1071Section3Example() {
        ByteBuffer b = bytes("0001f203f4f5f6f7");
        assertThat(InternetSum.finish(InternetSum.sum(b, 0, 8, 0))).isEqualTo(~0xddf2 & 0xffff);
    }

    @Test
    void publishedIpv4Header() {
        // The header that textbooks compute by hand: 172.16.10.99 to 172.16.10.12, checksum B1E6.
        ByteBuffer b = bytes("45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63 ac 10 0a 0c");
        assertThat(Ipv4.check(b, 0, 60)).isEqualTo(Ipv4.GOOD);
        b.putShort(Ipv4.CHECKSUM, (short) 0);
        Ipv4.writeChecksum(b, 0);
        assertThat(b.getShort(Ipv4.CHECKSUM) & 0xffff).isEqualTo(0xb1e6);
    }

    @Test
    void agreesWithTheDefinitionForAllLengthsAndOffsets() {
        Random random = new Random(1071);
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer b = randomBytes(random, 96);
            int offset = random.nextInt(16);
            int length = random.nextInt(80);
            assertThat(InternetSum.finish(InternetSum.sum(b, offset, length, 0)))
                    .isEqualTo(byDefinition(b, offset, length));
        }
    }

    @Test
    void largestPacketOfOnesNeverOverflows() {
        ByteBuffer b = ByteBuffer.allocate(65_535);
        for (int i = 0; i < b.capacity(); i++) {
            b.put(i, (byte) 0xff);
        }
        assertThat(InternetSum.finish(InternetSum.sum(b, 0, 65_534, 0))).isZero();
        assertThat(InternetSum.finish(InternetSum.sum(b, 0, 65_535, 0))).isEqualTo(0x00ff);
        assertThat(InternetSum.finish(InternetSum.sum(b, 0, 65_534, 0xffff))).isZero();
    }

    @Test
    void sumsMayBeContinuedAtEvenPlaces() {
        ByteBuffer b = randomBytes(new Random(2), 64);
        for (int cut = 0; cut <= 64; cut += 2) {
            long sum = InternetSum.sum(b, cut, 64 - cut, InternetSum.sum(b, 0, cut, 0));
            assertThat(InternetSum.finish(sum)).isEqualTo(byDefinition(b, 0, 64));
        }
    }

    @Test
    void pseudoHeadersOfBothFamilies() {
        Random random = new Random(8200);
        ByteBuffer b = randomBytes(random, 64);
        b.put(0, (byte) 0x45);
        ByteBuffer pseudo4 = ByteBuffer.allocate(12)
                .put(b.slice(12, 8))
                .put((byte) 0)
                .put((byte) 6)
                .putShort((short) 999);
        assertThat(InternetSum.finish(InternetSum.pseudo(b, 0, 6, 999))).isEqualTo(byDefinition(pseudo4, 0, 12));
        b.put(0, (byte) 0x60);
        ByteBuffer pseudo6 =
                ByteBuffer.allocate(40).put(b.slice(8, 32)).putInt(70_000).putInt(17);
        assertThat(InternetSum.finish(InternetSum.pseudo(b, 0, 17, 70_000))).isEqualTo(byDefinition(pseudo6, 0, 40));
    }

    static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    static ByteBuffer randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** RFC 1071 section 1, word by word. */
    static int byDefinition(ByteBuffer b, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            int high = b.get(offset + i) & 0xff;
            int low = i + 1 < length ? b.get(offset + i + 1) & 0xff : 0;
            sum += high << 8 | low;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
