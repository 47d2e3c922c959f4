package io.openplex.hwsim.adapters.qdio;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file of a session area, usually below /dev/shm; the only class of this package that does I/O. Every byte is
 * written when it is made: on a full file system a later store would end in a bus error, which no store expects
 * (hardware.md 8.3). For the same reason nobody may shorten the file while it is mapped; only its owner can.
 */
public final class SessionFile {
    private static final int CHUNK = 1 << 20;

    private SessionFile() {}

    /**
     * Makes a file of zeros that only the owner may open, and maps it.
     *
     * @param path must not exist
     * @param bytes {@link QdioSizes#areaBytes}
     * @return memory that is unmapped when nobody refers to it any more: a packet path needs no check for that
     */
    public static MemorySegment create(Path path, long bytes) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path, options, ownerOnly)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
            while (channel.position() < bytes) {
                channel.write(zeros.clear().limit((int) Math.min(CHUNK, bytes - channel.position())));
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
        }
    }

    /** Maps a file that the other side has made, whole. */
    public static MemorySegment open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.ofAuto());
        }
    }
}
