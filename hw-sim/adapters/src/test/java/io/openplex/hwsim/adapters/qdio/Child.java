package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A lean JVM that runs one class of these tests. It ends when it is closed, and when this process ends. */
final class Child implements AutoCloseable {
    /** Exit code after SIGKILL. */
    static final int KILLED = 128 + 9;

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    static Child start(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                Stream.of(main, QdioLayout.class, Frame.class)
                        .map(Child::location)
                        .distinct()
                        .collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        try {
            return new Child(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by a child: it ends when its parent does, or closes it. */
    static void endWithParent() {
        Thread watch = new Thread(() -> {
            try (InputStream parent = System.in) {
                parent.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // As good as the end.
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; answers at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Exit code of a child that ends by itself or was killed. */
    int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    /** Seconds of processor time so far, 0 when the system does not tell. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
