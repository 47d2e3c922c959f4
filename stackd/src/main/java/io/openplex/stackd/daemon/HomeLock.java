package io.openplex.stackd.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home of a stack on this machine: a random id in the state directory (ownership rule, clause 1). Its file is
 * locked as long as this process lives, however it ends; who holds the lock knows that every earlier process of this
 * home is dead. That holds on one machine only, so the id is kept together with the machine that it was made on: in a
 * copy of the directory on another machine it is made anew.
 *
 * <p>Three files: {@code home} with the id and the machine, one line each; {@code home.lock}, locked against other
 * processes; {@code home.gate}, locked against this one. The gate is there because a process loses its lock on a file
 * as soon as it closes any channel on it (POSIX), even one that was opened only to find the lock taken. Behind the
 * gate there is one channel on {@code home.lock} in a process at a time, and the virtual machine itself knows who
 * holds the gate, whatever becomes of the lock on that file.
 */
final class HomeLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeLock.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final FileChannel gate;
    private final FileChannel lock;
    private final String id;

    private HomeLock(FileChannel gate, FileChannel lock, String id) {
        this.gate = gate;
        this.lock = lock;
        this.id = id;
    }

    /**
     * Takes the lock and reads the id, or makes one.
     *
     * @throws IOException when another process holds the lock or the directory cannot be used; the message says so
     */
    static HomeLock take(Path stateDirectory) throws IOException {
        return take(stateDirectory, MachineIdentity.own());
    }

    /** The same on a machine with this identity. */
    static HomeLock take(Path stateDirectory, String machine) throws IOException {
        Files.createDirectories(stateDirectory);
        FileChannel gate = open(stateDirectory.resolve("home.gate"));
        try {
            lock(gate, stateDirectory);
            FileChannel lock = open(stateDirectory.resolve("home.lock"));
            try {
                lock(lock, stateDirectory);
                return new HomeLock(gate, lock, id(stateDirectory.resolve("home"), machine));
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            gate.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void lock(FileChannel channel, Path stateDirectory) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new IOException("another stack daemon runs with the state directory " + stateDirectory);
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process already uses the state directory " + stateDirectory, e);
        }
    }

    private static String id(Path file, String machine) throws IOException {
        if (Files.exists(file)) {
            List<String> found =
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
            boolean usable = found.size() == 2 && ID.matcher(found.getFirst()).matches();
            if (usable && found.getLast().equals(machine)) {
                return found.getFirst();
            }
            LOG.warn(
                    "{} {}: this stack gets a new identity here, and its sysplex has to be told that an earlier life"
                            + " elsewhere has ended before it joins under its name",
                    file,
                    usable ? "was made on another machine (" + found.getLast() + ")" : "holds no identity");
        }
        String made = UUID.randomUUID().toString();
        Path fresh = file.resolveSibling("home.new");
        Files.writeString(fresh, made + "\n" + machine + "\n", StandardCharsets.ISO_8859_1);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return made;
    }

    /** The home's id. */
    String id() {
        return id;
    }

    @Override
    public void close() throws IOException {
        try (gate) {
            lock.close();
        }
    }
}
