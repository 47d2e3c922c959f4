package io.openplex.stackd.daemon;

import io.openplex.proto.statements.DataSetReader;
import io.openplex.stackd.profile.ProfileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Data sets as files: DD:PROFILE is the configured profile, every other name a file of the profile folder, as
 * written, or in lower case; {@code A.B(C)} is file {@code C} in folder {@code A.B}.
 * A name cannot lead out of the folder.
 */
public final class ProfileFiles implements DataSetReader {
    private static final long LARGEST = 4L << 20;

    private final Path profile;
    private final Path directory;

    /**
     * Data sets of a profile.
     *
     * @param profile what DD:PROFILE is
     * @param directory where all other names are looked for
     */
    public ProfileFiles(Path profile, Path directory) {
        this.profile = profile;
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> read(String name) {
        if (name.equals(ProfileReader.DD_PROFILE)) {
            return text(profile);
        }
        String bare = name.replace("'", "").replaceFirst("^//", "");
        if (bare.isEmpty() || bare.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        // A member of a partitioned data set is a file in a folder: A.B(C) is A.B/C.
        String path = bare.endsWith(")") && bare.indexOf('(') > 0
                ? bare.substring(0, bare.length() - 1).replace('(', '/')
                : bare;
        return inside(path).or(() -> inside(path.toLowerCase(Locale.ROOT)));
    }

    private Optional<String> inside(String name) {
        Path file = directory.resolve(name).normalize();
        return file.startsWith(directory) && Files.isRegularFile(file) ? text(file) : Optional.empty();
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.size(file) > LARGEST
                    ? Optional.empty()
                    : Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
