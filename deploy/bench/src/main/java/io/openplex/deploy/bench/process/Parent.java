package io.openplex.deploy.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** In a child: the benchmark that started it, which holds the other end of its standard input. */
final class Parent {
    private Parent() {}

    /** From now on this process ends at once when the benchmark is gone. */
    static void endWithIt() {
        InputStream held = System.in;
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                held.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                System.err.println("standard input: " + e.getMessage());
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
