package io.openplex.deploy.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a lab directory for one process; the kernel ends it with the process, however that dies. */
public final class LabLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private LabLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, or nothing when another process has it. */
    public static Optional<LabLock> take(Path file) throws IOException {
        while (true) {
            // The former holder deletes the file when it ends. Same key before the opening and after the locking: the
            // file that is locked is the one that others find; an open file's key is not given to another one.
            Object before = key(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                return Optional.empty();
            }
            if (before != null && before.equals(key(file))) {
                return Optional.of(new LabLock(file, channel));
            }
            channel.close();
        }
    }

    /** Takes the lock of a lab's directory; when another one has it, the failure says what that lab is doing. */
    public static LabLock ofLab(LabFiles files) throws IOException {
        Optional<LabLock> lock = take(files.lock());
        if (lock.isPresent()) {
            return lock.get();
        }
        LabRecord.Phase phase = LabRecord.read(files.record())
                .filter(LabRecord::alive)
                .map(LabRecord::phase)
                .orElse(LabRecord.Phase.STARTING);
        String what = switch (phase) {
            case STARTING -> "just starting";
            case READY -> "running already";
            case STOPPING -> "just stopping";
        };
        throw LabFailure.failed("a lab is " + what + " in " + files.directory()
                + "; \"openplex lab stop\" ends it, --port-base N starts another one");
    }

    /** Removes the file and ends the lock. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw LabFailure.failed("cannot release " + file + ": " + LabFiles.reason(e));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
