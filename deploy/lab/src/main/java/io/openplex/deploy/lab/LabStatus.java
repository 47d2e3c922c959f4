package io.openplex.deploy.lab;

import io.openplex.proto.v1.DvipaState;
import io.openplex.proto.v1.MembershipSnapshot;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a lab at one moment, as seen from outside: processes by the system, addresses by what each stack
 * says.
 *
 * @param phase of the lab process; empty when it is gone
 * @param process the lab process, also when it is gone
 */
record LabStatus(
        LabFiles files,
        LabPorts ports,
        Optional<LabRecord.Phase> phase,
        ProcessIdentity process,
        List<SystemStatus> systems,
        List<DvipaStatus> dvipas) {

    /** State of an LPAR's JVM. */
    enum SystemState {
        /** No process. */
        DOWN,
        /** Process, not in the sysplex yet. */
        STARTING,
        /** In the sysplex. */
        READY,
        /** Its stack runs outside of the group: an operator sent it out, or it has to join again. */
        LEFT_GROUP,
        /** Its stack does not answer in time. */
        SILENT,
        /** Stopped by a signal. */
        FROZEN;

        /** As shown. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One LPAR.
     *
     * @param pid 0 when down
     */
    record SystemStatus(Lpar lpar, SystemState state, long pid, long residentKib) {
        /** The same with what its stack said; null when it did not answer. */
        SystemStatus with(@Nullable MembershipSnapshot answer) {
            if (state != SystemState.READY) {
                return this;
            }
            SystemState known = answer == null
                    ? SystemState.SILENT
                    : answer.getMember() ? SystemState.READY : SystemState.LEFT_GROUP;
            return new SystemStatus(lpar, known, pid, residentKib);
        }
    }

    /**
     * One DVIPA.
     *
     * @param owner system that says that it is active there; empty when nobody does
     * @param states what each answering system says, by system
     */
    record DvipaStatus(String address, String owner, Map<String, String> states) {}

    /** Looks. The record must be there. */
    static LabStatus of(LabFiles files) throws InterruptedException {
        LabRecord record = LabRecord.read(files.record())
                .orElseThrow(() -> LabFailure.failed("no lab runs in " + files.directory()));
        LabPorts ports = new LabPorts(record.portBase());
        List<SystemStatus> systems = new ArrayList<>();
        for (Lpar lpar : Lpar.ALL) {
            systems.add(system(lpar, files, record));
        }
        List<Lpar> asked = systems.stream()
                .filter(system -> system.state == SystemState.READY)
                .map(SystemStatus::lpar)
                .toList();
        Optional<LabRecord.Phase> phase = record.alive() ? Optional.of(record.phase()) : Optional.empty();
        Map<Lpar, MembershipSnapshot> answers = StackQuery.ask(asked, ports);
        systems.replaceAll(system -> system.with(answers.get(system.lpar())));
        return new LabStatus(files, ports, phase, record.process(), systems, dvipas(answers));
    }

    /**
     * "ready" when all systems are, "partly ready" when some are not any more, "starting", "stopping", or "dead" when
     * the lab process is gone.
     */
    String phaseWord() {
        boolean partly = phase.filter(LabRecord.Phase.READY::equals).isPresent()
                && !notReady().isEmpty();
        return partly ? "partly ready" : phase.map(LabRecord.Phase::word).orElse("dead");
    }

    /** Systems that are not in the sysplex. */
    List<SystemStatus> notReady() {
        return systems.stream()
                .filter(system -> system.state() != SystemState.READY)
                .toList();
    }

    private static SystemStatus system(Lpar lpar, LabFiles files, LabRecord record) {
        ProcessIdentity process = record.systems().get(lpar.system());
        if (process == null || !process.alive()) {
            return new SystemStatus(lpar, SystemState.DOWN, 0, 0);
        }
        SystemState state = SystemState.STARTING;
        if (process.frozen()) {
            state = SystemState.FROZEN;
        } else if (Files.exists(files.ready(lpar))) {
            state = SystemState.READY;
        }
        return new SystemStatus(lpar, state, process.pid(), process.residentKib());
    }

    private static List<DvipaStatus> dvipas(Map<Lpar, MembershipSnapshot> answers) {
        Map<String, Map<String, String>> states = new TreeMap<>();
        answers.forEach((lpar, answer) -> {
            for (DvipaState dvipa : answer.getDvipasList()) {
                states.computeIfAbsent(dvipa.getAddress(), address -> new TreeMap<>())
                        .put(lpar.system(), dvipa.getStatus().toUpperCase(Locale.ROOT));
            }
        });
        List<DvipaStatus> all = new ArrayList<>();
        states.forEach((address, bySystem) -> {
            String owner = bySystem.entrySet().stream()
                    .filter(entry -> entry.getValue().equals("ACTIVE"))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
            all.add(new DvipaStatus(address, owner, bySystem));
        });
        return all;
    }
}
