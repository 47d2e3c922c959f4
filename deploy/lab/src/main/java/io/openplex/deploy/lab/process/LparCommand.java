package io.openplex.deploy.lab.process;

import io.openplex.deploy.lab.JavaCommand;
import io.openplex.deploy.lab.LabSetup;
import io.openplex.deploy.lab.Lpar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How one LPAR's JVM is started: flags for a small JVM, and the daemon's command line. */
final class LparCommand {
    private static final List<String> SMALL_JVM = List.of(
            "-Xmx64m",
            "-Xms16m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+ExitOnOutOfMemoryError");

    private final LabSetup setup;

    LparCommand(LabSetup setup) {
        this.setup = setup;
    }

    /** Starts the JVM; its output is added to the LPAR's log, its input stays open. */
    Process start(Lpar lpar) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("stackd");
        arguments.addAll(identity(lpar));
        arguments.addAll(places(lpar));
        arguments.addAll(network(lpar));
        return JavaCommand.own()
                .process(SMALL_JVM, arguments)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(setup.files().log(lpar).toFile()))
                .start();
    }

    private static List<String> identity(Lpar lpar) {
        return List.of(
                "--system", lpar.system(),
                "--job", lpar.job(),
                "--sysclone", lpar.sysclone(),
                "--sysplex", Lpar.SYSPLEX,
                "--cpc", lpar.cpc(),
                "--cp-name", lpar.cpName(),
                "--symbol", "HOSTNUM=" + lpar.number());
    }

    private List<String> places(Lpar lpar) {
        Path profiles = setup.profiles();
        return List.of(
                "--profile",
                profiles.resolve(LabSetup.PROFILE).toString(),
                "--profile-dir",
                profiles.toString(),
                "--key-file",
                setup.files().key().toString(),
                "--state-dir",
                setup.files().system(lpar).toString(),
                "--exit-with-parent",
                "--first-ensemble");
    }

    private List<String> network(Lpar lpar) {
        var ports = setup.ports();
        String osa = Lpar.OSA_PORT + "=udp:" + ports.lanOsa(lpar) + ":" + ports.lanSwitch(lpar);
        List<String> options = new ArrayList<>(List.of(
                "--zookeeper",
                "127.0.0.1:" + ports.zookeeper(),
                "--host",
                "127.0.0.1",
                "--rpc-port",
                Integer.toString(ports.rpc(lpar)),
                "--metrics-port",
                Integer.toString(ports.metrics(lpar)),
                "--osa",
                osa,
                "--mac",
                Lpar.OSA_PORT + "=" + lpar.mac()));
        if (setup.capture()) {
            options.addAll(List.of("--tap", Lpar.OSA_PORT + "=" + setup.files().capture(lpar)));
        }
        return options;
    }
}
