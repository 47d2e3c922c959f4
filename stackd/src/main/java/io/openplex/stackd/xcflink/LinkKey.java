package io.openplex.stackd.xcflink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What all links of one group share: the 128-bit key of the checksum and a tag that tells groups apart.
 *
 * @param k0 first eight bytes of the key, little endian
 * @param k1 last eight bytes of the key, little endian
 * @param groupTag 32 bits derived from sysplex and group name
 */
public record LinkKey(long k0, long k1, int groupTag) {
    /** Length of a key in bytes. */
    public static final int BYTES = 16;

    /**
     * From 16 key bytes and the names.
     *
     * @throws IllegalArgumentException when there are not 16 bytes
     */
    public static LinkKey of(byte[] key, String sysplex, String group) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a link key has 16 bytes, not " + key.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        return new LinkKey(bytes.getLong(0), bytes.getLong(8), tag(sysplex, group));
    }

    /** From any secret text: the first 16 bytes of its SHA-256. */
    public static LinkKey ofSecret(String secret, String sysplex, String group) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(secret)).order(ByteOrder.LITTLE_ENDIAN);
        return new LinkKey(digest.getLong(0), digest.getLong(8), tag(sysplex, group));
    }

    private static int tag(String sysplex, String group) {
        return ByteBuffer.wrap(sha256(sysplex + "\n" + group)).getInt(0);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "LinkKey[groupTag=" + Integer.toHexString(groupTag) + "]";
    }
}
