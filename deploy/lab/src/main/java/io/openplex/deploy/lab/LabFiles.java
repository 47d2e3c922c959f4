package io.openplex.deploy.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a lab keeps what: the record and the control socket while it runs, logs and captures of the last run after.
 *
 * @param directory the lab's own directory, absolute
 */
public record LabFiles(Path directory) {
    /** Longest path of a Unix domain socket that Linux and macOS take. */
    private static final int SOCKET_PATH_MAX = 103;

    private static final String MARK = "lab.mark";

    /** Held by the lab process as long as it lives. */
    public Path lock() {
        return directory.resolve("lock");
    }

    /** Held by a detached start until its lab is ready or has failed: only one at a time may work with the log. */
    public Path startLock() {
        return directory.resolve("start.lock");
    }

    /** What runs; see {@link LabRecord}. */
    public Path record() {
        return directory.resolve("lab.properties");
    }

    /** Unix domain socket of the lab process. */
    public Path control() {
        return directory.resolve("control");
    }

    /** What the lab process said. */
    public Path log() {
        return directory.resolve("lab.log");
    }

    /** Key of the XCF links. */
    public Path key() {
        return directory.resolve("xcf.key");
    }

    /** ZooKeeper's data. */
    public Path zookeeper() {
        return directory.resolve("zookeeper");
    }

    /** Directory of one LPAR. */
    public Path system(Lpar lpar) {
        return directory.resolve(lpar.system());
    }

    /** Exists while an LPAR's stack is in the sysplex. */
    public Path ready(Lpar lpar) {
        return system(lpar).resolve("ready.json");
    }

    /** What an LPAR said. */
    public Path log(Lpar lpar) {
        return directory.resolve(lpar.system() + ".log");
    }

    /** Capture of an LPAR's OSA port. */
    public Path capture(Lpar lpar) {
        return directory.resolve(lpar.system() + "." + Lpar.OSA_PORT + ".pcapng");
    }

    /** Capture of an LPAR's OSA port before its latest start. */
    public Path previousCapture(Lpar lpar) {
        return directory.resolve(lpar.system() + "." + Lpar.OSA_PORT + ".previous.pcapng");
    }

    /** Keeps the capture of an LPAR that starts again: how it ended stands in there. */
    public void keepCapture(Lpar lpar) throws IOException {
        if (Files.exists(capture(lpar))) {
            Files.move(capture(lpar), previousCapture(lpar), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Makes the directory, for its user alone, and marks it as a lab's; refuses one that holds something else.
     *
     * @return false when it was there before
     */
    public boolean create() {
        if (control().toString().getBytes(StandardCharsets.UTF_8).length > SOCKET_PATH_MAX) {
            throw LabFailure.usage("the path of the lab directory is too long for a socket in it: " + directory
                    + "; choose a shorter one with --dir");
        }
        try {
            // In this order: the mark is the first file that another start makes.
            if (Files.isDirectory(directory) && !empty() && !marked()) {
                throw LabFailure.usage(
                        directory + " holds something else than a lab; choose another directory with --dir");
            }
            boolean made = makeDirectory();
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            if (!marked()) {
                Files.writeString(directory.resolve(MARK), "An Openplex lab keeps its files here.\n");
            }
            return made;
        } catch (IOException | UnsupportedOperationException e) {
            throw LabFailure.failed("cannot use the lab directory " + directory + ": " + reason(e));
        }
    }

    /** True when a lab was here before. */
    public boolean marked() {
        return Files.exists(directory.resolve(MARK));
    }

    /** Removes the directory when no system ever wrote something there. */
    public void removeUnused() {
        try (Stream<Path> entries = Files.list(directory)) {
            Set<Path> known = Set.of(directory.resolve(MARK), log());
            if (!known.containsAll(entries.toList())) {
                return;
            }
        } catch (IOException e) {
            return;
        }
        deleteTree(directory);
    }

    /** Removes what only a running lab has. Logs and captures stay until the next start. */
    public void removeRunFiles() {
        delete(record());
        delete(control());
        delete(key());
        deleteTree(zookeeper());
        Lpar.ALL.forEach(lpar -> deleteTree(system(lpar)));
    }

    /** Removes logs and captures of the last run. */
    public void removeResults() {
        for (Lpar lpar : Lpar.ALL) {
            delete(log(lpar));
            delete(capture(lpar));
            delete(previousCapture(lpar));
        }
    }

    /** The last lines of a log, indented; empty when there is none. */
    public static List<String> tail(Path log, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What an exception says, for one line and for people. */
    public static String reason(Exception e) {
        String message = e.getMessage();
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException there -> there.getFile() + ": exists already";
            case NotDirectoryException file -> file.getFile() + ": not a directory";
            case IOException plain when message != null -> message;
            default -> e.getClass().getSimpleName() + (message == null ? "" : " " + message);
        };
    }

    /** Deletes a file if it is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw LabFailure.failed("cannot delete " + file + ": " + reason(e));
        }
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(LabFiles::delete);
        } catch (IOException e) {
            throw LabFailure.failed("cannot delete " + root + ": " + reason(e));
        }
    }

    private boolean makeDirectory() throws IOException {
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.isDirectory(directory)) {
            return false;
        }
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(directory)) {
                return false;
            }
            throw e;
        }
    }

    private boolean empty() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
