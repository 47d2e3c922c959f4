package io.openplex.stackd.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that holds a home. */
final class HomeHolder {
    private HomeHolder() {}

    /** Argument: the state directory. Prints the home's id and stays until its input ends. */
    public static void main(String[] args) throws IOException {
        try (HomeLock home = HomeLock.take(Path.of(args[0]))) {
            System.out.writeBytes((home.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
            System.in.readAllBytes();
        }
    }
}
