package io.openplex.deploy.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which labs this user has: one small file per port base that names the lab's directory. Verbs that come later find a
 * lab here.
 *
 * @param root {@code ~/.openplex}, or what OPENPLEX_LABS names
 */
public record LabRegistry(Path root) {
    private static final String PREFIX = "running-";

    /** One registered lab. */
    public record Entry(int portBase, LabFiles files) {}

    /** The registry of this user. */
    public static LabRegistry ofUser() {
        return of(System.getenv());
    }

    /** The registry of the user with that environment. What a shell calls ~ is HOME, not what passwd says. */
    static LabRegistry of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("OPENPLEX_LABS", "");
        String home = environment.getOrDefault("HOME", "");
        Path root = chosen.isEmpty()
                ? Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".openplex")
                : Path.of(chosen);
        return new LabRegistry(root.toAbsolutePath().normalize());
    }

    /** Where a lab lies when nothing else is said. */
    public LabFiles defaultFiles(int portBase) {
        return new LabFiles(root.resolve("lab-" + portBase));
    }

    /** Notes a lab that starts. */
    public void add(int portBase, LabFiles files) throws IOException {
        Files.createDirectories(root);
        Path entry = file(portBase);
        Files.writeString(entry, files.directory() + "\n");
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rw-------"));
    }

    /** Forgets a lab that ended, unless another directory took its ports meanwhile. */
    public void remove(int portBase, LabFiles files) {
        if (directory(file(portBase)).filter(files.directory()::equals).isPresent()) {
            LabFiles.delete(file(portBase));
        }
    }

    /** Labs that left something behind or run, by port base. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path file : files) {
                String base = file.getFileName().toString().substring(PREFIX.length());
                if (base.matches("\\d{4,5}")) {
                    directory(file)
                            .map(LabFiles::new)
                            .filter(lab -> Files.exists(lab.record()))
                            .ifPresent(lab -> entries.add(new Entry(Integer.parseInt(base), lab)));
                }
            }
        } catch (IOException e) {
            throw LabFailure.failed("cannot read " + root + ": " + LabFiles.reason(e));
        }
        entries.sort(Comparator.comparingInt(Entry::portBase));
        return entries;
    }

    /**
     * The lab that a verb means: the one of that directory, else the one of that port base, else the only one.
     *
     * @param portBase null when not given
     * @param directory null when not given
     */
    public LabFiles find(@Nullable Integer portBase, @Nullable Path directory) {
        if (directory != null) {
            return new LabFiles(directory.toAbsolutePath().normalize());
        }
        List<Entry> entries = entries();
        if (portBase != null) {
            return entries.stream()
                    .filter(entry -> entry.portBase == portBase)
                    .findFirst()
                    .map(Entry::files)
                    .orElseGet(() -> defaultFiles(portBase));
        }
        if (entries.size() > 1) {
            String bases = String.join(
                    ", ",
                    entries.stream().map(e -> Integer.toString(e.portBase)).toList());
            throw LabFailure.usage("several labs run (port bases " + bases + "): say which with --port-base N");
        }
        return entries.isEmpty()
                ? defaultFiles(LabPorts.BASE_DEFAULT)
                : entries.getFirst().files();
    }

    private Path file(int portBase) {
        return root.resolve(PREFIX + portBase);
    }

    private static Optional<Path> directory(Path entry) {
        try {
            return Optional.of(Path.of(Files.readString(entry).strip()));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }
}
