package io.openplex.stackd.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stackd}: runs the stack daemon of one LPAR in the foreground until it is told to stop. */
@Command(
        name = "stackd",
        description = "Runs the stack daemon of one LPAR until SIGTERM, Ctrl-C or the STOP command.",
        sortOptions = false)
public final class StackdCommand implements Callable<Integer> {
    @Mixin
    private DaemonOptions options = new DaemonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        DaemonConfiguration configuration;
        try {
            configuration = DaemonConfiguration.check(options);
        } catch (DaemonConfiguration.UsageException e) {
            spec.commandLine().getErr().println("openplex: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        StackDaemon daemon = new StackDaemon(configuration);
        Thread hook = Thread.ofPlatform().name("shutdown").unstarted(() -> endBySignal(daemon));
        try {
            daemon.start();
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            spec.commandLine().getErr().println("openplex: stackd cannot start: " + why);
            Logs.end();
            return StackDaemon.FAILED;
        }
        Runtime.getRuntime().addShutdownHook(hook);
        if (options.exitWithParent) {
            watchParent(daemon);
        }
        int code = daemon.await();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            daemon.close();
        } catch (IllegalStateException e) {
            // A signal is ending the process: the hook stops the daemon and decides the exit code.
            hook.join();
        }
        Logs.end();
        return code;
    }

    /** SIGTERM and Ctrl-C: an orderly end is exit code 0, which only halt can still say here. */
    private static void endBySignal(StackDaemon daemon) {
        daemon.stop();
        daemon.close();
        Logs.end();
        Runtime.getRuntime().halt(StackDaemon.ORDERLY);
    }

    /** Standard input is held by the supervisor; its end is the supervisor's. */
    private void watchParent(StackDaemon daemon) {
        InputStream parent = System.in;
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                parent.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // An unreadable standard input is as good as its end.
                spec.commandLine().getErr().println("openplex: standard input: " + e.getMessage());
            }
            daemon.stop();
        });
    }
}
