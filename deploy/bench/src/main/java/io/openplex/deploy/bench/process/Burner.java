package io.openplex.deploy.bench.process;

import io.openplex.deploy.lab.JavaCommand;
import java.nio.file.Path;
import java.util.List;

/** A process that keeps processors busy with so many threads and does nothing else. */
public final class Burner {
    private Burner() {}

    /** Runs until the benchmark ends. */
    public static void main(String[] args) {
        Parent.endWithIt();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            Thread.ofPlatform().name("burner-" + i).start(Burner::burn);
        }
    }

    /** Starts one. */
    public static Child start(Children children, int threads, Path log) {
        return children.start(
                "burner",
                JavaCommand.own()
                        .process(Burner.class, List.of("-Xmx16m", "-Xss512k"), List.of(Integer.toString(threads))),
                log);
    }

    private static void burn() {
        long state = 1;
        // A generator that never reaches zero: the loop never ends, and no compiler can know.
        while (state != 0) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
    }
}
