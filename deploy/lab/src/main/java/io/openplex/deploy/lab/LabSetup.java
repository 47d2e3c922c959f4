package io.openplex.deploy.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a lab is to be.
 *
 * @param profiles directory with {@link #PROFILE} and the data sets that it includes
 * @param capture write what passes the LPARs' OSA ports to a file each
 */
public record LabSetup(LabFiles files, LabPorts ports, Path profiles, boolean capture, LabRegistry registry) {
    /** The profile of all three stacks; system symbols make the differences. */
    public static final String PROFILE = "PROFILE.TCPIP";

    /** Profiles that come with the lab, or those of the user; a directory without profile is a usage error. */
    public static Path profiles(@Nullable Path chosen) {
        Path directory = chosen;
        if (directory == null) {
            String home = System.getProperty("openplex.home");
            if (home == null) {
                throw LabFailure.usage("say where the profiles are with --profiles DIR");
            }
            directory = Path.of(home, "deploy", "lab", "profiles");
        }
        if (!Files.isReadable(directory.resolve(PROFILE))) {
            throw LabFailure.usage(
                    "no " + PROFILE + " in " + directory + ": --profiles names a directory that holds one");
        }
        return directory.toAbsolutePath().normalize();
    }
}
