package io.openplex.deploy.bench.process;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every process of a benchmark. Closing it, and the end of this process by whatever signal can be caught, kills all
 * that still run, by the handles that were kept. Methods may be called from any thread.
 */
public final class Children implements AutoCloseable {
    private final List<Child> children = new ArrayList<>();
    private final Thread atEnd = new Thread(this::end, "children");
    private final Runnable tidyUp;
    private boolean closed;

    /**
     * No processes yet.
     *
     * @param tidyUp what else is to be done when this process is ended by a signal, after all have ended
     */
    public Children(Runnable tidyUp) {
        this.tidyUp = tidyUp;
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /**
     * Starts a process.
     *
     * @param log gets its output, added to what is there
     */
    public synchronized Child start(String name, ProcessBuilder builder, Path log) {
        if (closed) {
            throw LabFailure.failed("the benchmark is ending");
        }
        try {
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Child child = new Child(name, log, builder.start());
            children.removeIf(old -> !old.alive() && !old.died());
            children.add(child);
            return child;
        } catch (IOException e) {
            throw LabFailure.failed(name + " could not be started: " + LabFiles.reason(e));
        }
    }

    /** Names of those that ended without having been asked to. */
    public synchronized List<String> died() {
        return children.stream().filter(Child::died).map(Child::name).toList();
    }

    /** Kills all and waits for their ends. */
    @Override
    public void close() {
        destroyAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The hook runs already, and does the same.
            return;
        }
        awaitEnds();
    }

    private void end() {
        destroyAll();
        awaitEnds();
        tidyUp.run();
    }

    private void awaitEnds() {
        try {
            for (Child child : all()) {
                child.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Child> all() {
        return List.copyOf(children);
    }

    private synchronized void destroyAll() {
        closed = true;
        children.forEach(Child::destroy);
    }
}
