package io.openplex.hwsim.adapters.lan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A capture file. Blocks are gathered and written together, never in part, so that the file can be read even after the
 * process was killed. After a failed write (disk full), and beyond {@link #BYTES_MAX}, nothing more is written, and
 * what follows is counted.
 */
public final class PcapngFile implements PcapngSink {
    /** A capture does not grow beyond this. */
    public static final long BYTES_MAX = 256L << 20;

    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final long bytesMax;
    private long bytes;
    private boolean full;
    private boolean failed;
    private long lostWrites;

    private PcapngFile(FileChannel channel, long bytesMax) {
        this.channel = channel;
        this.bytesMax = bytesMax;
    }

    /** Makes the file, or empties an existing one. */
    public static PcapngFile create(Path path) throws IOException {
        return create(path, BYTES_MAX);
    }

    /** Makes a file that does not grow beyond {@code bytesMax}. */
    static PcapngFile create(Path path, long bytesMax) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return new PcapngFile(channel, bytesMax);
    }

    @Override
    public void write(ByteBuffer blocks) {
        if (blocks.remaining() > gathered.remaining()) {
            flush();
        }
        full |= bytes + blocks.remaining() > bytesMax;
        if (failed || full || blocks.remaining() > gathered.remaining()) {
            lostWrites++;
            return;
        }
        bytes += blocks.remaining();
        gathered.put(blocks);
    }

    @Override
    public void flush() {
        gathered.flip();
        try {
            while (gathered.hasRemaining() && !failed) {
                channel.write(gathered);
            }
        } catch (IOException e) {
            failed = true;
            lostWrites++;
        }
        gathered.clear();
    }

    /** Writes that did not reach the file, 0 while the capture is complete. */
    public long lostWrites() {
        return lostWrites;
    }

    @Override
    public void close() {
        flush();
        try {
            channel.close();
        } catch (IOException e) {
            lostWrites++;
        }
    }
}
