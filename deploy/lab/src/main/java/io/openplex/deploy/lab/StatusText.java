package io.openplex.deploy.lab;

import io.openplex.deploy.lab.LabStatus.DvipaStatus;
import io.openplex.deploy.lab.LabStatus.SystemState;
import io.openplex.deploy.lab.LabStatus.SystemStatus;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;

/** A lab's status for people. */
final class StatusText {
    private StatusText() {}

    /** Prints the status. */
    static void print(LabStatus status, PrintWriter out) {
        boolean dead = status.phase().isEmpty();
        out.printf(
                "Lab %s%s: port base %d, process %s, %s%n",
                status.phaseWord(),
                dead || status.notReady().isEmpty() ? "" : " (" + missing(status) + ")",
                status.ports().base(),
                dead ? "gone" : Long.toString(status.process().pid()),
                status.files().directory());
        out.printf("%n%-7s %-8s %-5s %-10s %8s %7s%n", "System", "Stack", "CPC", "State", "Process", "Memory");
        status.systems().forEach(system -> printSystem(system, out));
        out.println();
        status.dvipas().forEach(dvipa -> printDvipa(dvipa, unowned(status), out));
        if (status.dvipas().isEmpty()) {
            out.println("No stack answers; DVIPA owners are not known.");
        }
        out.println();
        if (dead) {
            out.println("The lab process is gone. \"openplex lab stop\" cleans up.");
        } else {
            printHints(status, out);
        }
        out.flush();
    }

    private static String missing(LabStatus status) {
        return status.notReady().stream()
                .map(system -> system.lpar().system() + " " + system.state().word())
                .collect(Collectors.joining(", "));
    }

    private static void printSystem(SystemStatus system, PrintWriter out) {
        Lpar lpar = system.lpar();
        boolean down = system.state() == SystemState.DOWN;
        out.printf(
                "%-7s %-8s %-5s %-10s %8s %7s%n",
                lpar.system(),
                lpar.job(),
                lpar.cpc(),
                system.state().word(),
                down ? "-" : Long.toString(system.pid()),
                down ? "-" : system.residentKib() / 1024 + " MB");
    }

    private static void printDvipa(DvipaStatus dvipa, String unowned, PrintWriter out) {
        String states = dvipa.states().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        String owner = dvipa.owner().isEmpty() ? unowned : "owner " + dvipa.owner();
        out.printf("DVIPA %s: %s (%s)%n", dvipa.address(), owner, states);
    }

    /** What no answering system owns may be owned by one that has not answered. */
    private static String unowned(LabStatus status) {
        String silent = status.systems().stream()
                .filter(system -> system.state() == LabStatus.SystemState.SILENT)
                .map(system -> system.lpar().system())
                .collect(Collectors.joining(", "));
        return silent.isEmpty() ? "no owner" : "owner unknown, no answer from " + silent;
    }

    private static void printHints(LabStatus status, PrintWriter out) {
        String base = status.ports().base() == LabPorts.BASE_DEFAULT
                ? ""
                : " --port-base " + status.ports().base();
        Map<String, String> hints = new java.util.LinkedHashMap<>();
        hints.put("curl http://127.0.0.1:" + status.ports().http() + "/", "answered by the systems in turn");
        hints.put("nc 127.0.0.1 " + status.ports().echo(), "an echo that one of them gives");
        hints.put("./openplex console" + base + " \"D TCPIP,,NETSTAT,VIPADYN\"", "who has the address");
        hints.put("./openplex lab kill SYSA" + base, "kills the owner");
        out.println("Try");
        int width = hints.keySet().stream().mapToInt(String::length).max().orElse(1);
        hints.forEach((command, what) -> out.printf("  %-" + width + "s  %s%n", command, what));
    }
}
