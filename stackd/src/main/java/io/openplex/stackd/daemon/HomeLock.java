package io.openplex.stackd.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The home of a stack on this machine: a random id in the state directory (ownership rule, clause 1). Its file is
 * locked
 * as long as this process lives, however it ends; who holds the lock knows that every earlier process of this home is
 * dead.
 */
final class HomeLock implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final FileChannel channel;
    private final String id;

    private HomeLock(FileChannel channel, String id) {
        this.channel = channel;
        this.id = id;
    }

    /**
     * Takes the lock and reads the id, or makes one.
     *
     * @throws IOException when another process holds the lock or the directory cannot be used; the message says so
     */
    static HomeLock take(Path stateDirectory) throws IOException {
        Files.createDirectories(stateDirectory);
        Path file = stateDirectory.resolve("home");
        FileChannel lock = FileChannel.open(
                stateDirectory.resolve("home.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = lock.tryLock();
            if (held == null) {
                throw new IOException("another stack daemon runs with the state directory " + stateDirectory);
            }
            return new HomeLock(lock, id(file));
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("this process already uses the state directory " + stateDirectory, e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static String id(Path file) throws IOException {
        if (Files.exists(file)) {
            String found = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (ID.matcher(found).matches()) {
                return found;
            }
        }
        String made = UUID.randomUUID().toString();
        Path fresh = file.resolveSibling("home.new");
        Files.writeString(fresh, made + "\n", StandardCharsets.US_ASCII);
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return made;
    }

    /** The home's id. */
    String id() {
        return id;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
