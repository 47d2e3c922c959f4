package io.openplex.hwsim.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Network namespaces (network_namespaces(7)). A descriptor belongs for good to the namespace of the thread that made
 * it, so a helper thread enters the namespace, opens what is wanted and ends; the caller's thread stays where it is.
 * Needs CAP_SYS_ADMIN.
 *
 * <p>An instance is a new, empty namespace without a name. It lives until it is closed, or the process ends however
 * that happens, and while anything is open or running in it.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final String OWN = "/proc/thread-self/ns/net";

    private final int descriptor;
    private boolean open = true;

    private NetworkNamespace(int descriptor) {
        this.descriptor = descriptor;
    }

    /** What is done inside a namespace. */
    @FunctionalInterface
    public interface Action<T> {
        /** Runs on a thread of its own. */
        T run() throws IOException;
    }

    /**
     * Makes a namespace.
     *
     * @throws IOException when that is not permitted
     */
    public static NetworkNamespace create() throws IOException {
        Platform.require("a network namespace");
        return onThread(() -> {
            SystemCalls calls = new SystemCalls();
            check(calls.unshare(CLONE_NEWNET), "cannot make a network namespace");
            return new NetworkNamespace(check(calls.open(OWN, O_CLOEXEC), "cannot keep the network namespace"));
        });
    }

    /** A path that names the namespace for this process and, while it is open here, for others (nsenter, ip). */
    public Path path() {
        return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
    }

    /**
     * Runs an action in a namespace and waits for it.
     *
     * @param namespace a file that names it, as {@code /run/netns/NAME} or {@code /proc/PID/ns/net} do
     * @throws IOException when the namespace cannot be entered, or what the action throws
     */
    public static <T> T call(Path namespace, Action<T> action) throws IOException {
        Platform.require("a network namespace");
        return onThread(() -> {
            SystemCalls calls = new SystemCalls();
            int file = check(calls.open(namespace.toString(), O_CLOEXEC), "no network namespace " + namespace);
            int answer = calls.setns(file, CLONE_NEWNET);
            calls.close(file);
            check(answer, "cannot enter the network namespace " + namespace);
            return action.run();
        });
    }

    /** The same in this namespace. */
    public <T> T call(Action<T> action) throws IOException {
        return call(path(), action);
    }

    private static int check(int answer, String what) throws IOException {
        if (answer == -Errno.EPERM) {
            throw new IOException(what + ": it takes CAP_SYS_ADMIN; run as root");
        }
        if (answer < 0) {
            throw new IOException(what + ": " + Errno.name(-answer));
        }
        return answer;
    }

    private static <T> T onThread(Action<T> action) throws IOException {
        FutureTask<T> task = new FutureTask<>(action::run);
        Thread.ofPlatform().name("network-namespace").daemon().start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // The thread is at work on a few system calls; its result must not be lost.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            switch (cause) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(cause);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets go of the namespace. */
    @Override
    public void close() {
        if (open) {
            open = false;
            new SystemCalls().close(descriptor);
        }
    }
}
