package io.openplex.deploy.lab;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a lab process writes down about itself, so that others find it, and can clean up after it when it was killed.
 *
 * @param process the lab process
 * @param systems JVMs of the LPARs by system name, also those that have ended
 */
public record LabRecord(Phase phase, int portBase, ProcessIdentity process, Map<String, ProcessIdentity> systems) {
    /** How far a lab process is. */
    public enum Phase {
        /** Not everything runs yet. */
        STARTING,
        /** All LPARs have joined once. */
        READY,
        /** On its way out. */
        STOPPING;

        /** As shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Keeps the order of the systems. */
    public LabRecord {
        systems = new LinkedHashMap<>(systems);
    }

    /** Reads a record; nothing when there is none or it is damaged. */
    public static Optional<LabRecord> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            Map<String, ProcessIdentity> systems = new LinkedHashMap<>();
            for (Lpar lpar : Lpar.ALL) {
                ProcessIdentity.parse(properties.getProperty("system." + lpar.system(), ""))
                        .ifPresent(identity -> systems.put(lpar.system(), identity));
            }
            Phase phase = Phase.valueOf(properties.getProperty("phase", ""));
            int base = Integer.parseInt(properties.getProperty("port-base", ""));
            return ProcessIdentity.parse(properties.getProperty("process", ""))
                    .map(process -> new LabRecord(phase, base, process, systems));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes the record in one step: a reader sees the old one or the new one. */
    public void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("phase", phase.name());
        properties.setProperty("port-base", Integer.toString(portBase));
        properties.setProperty("process", process.toString());
        systems.forEach((system, identity) -> properties.setProperty("system." + system, identity.toString()));
        StringWriter text = new StringWriter();
        properties.store(text, "Processes of an Openplex lab: number/start time");
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The lab process lives. */
    public boolean alive() {
        return process.alive();
    }

    /** The lab process or an LPAR lives. */
    public boolean anythingAlive() {
        return alive() || systems.values().stream().anyMatch(ProcessIdentity::alive);
    }
}
