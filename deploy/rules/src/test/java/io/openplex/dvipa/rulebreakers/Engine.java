package io.openplex.dvipa.rulebreakers;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Random;

/** An engine that does everything an engine may not do. */
@SuppressWarnings("all")
public final class Engine {
    static int shared;

    long readsClock() {
        return System.nanoTime();
    }

    void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }

    int drawsUnseeded() {
        return new Random().nextInt() + new SecureRandom().nextInt();
    }

    InputStream reads() {
        return new ByteArrayInputStream(new byte[0]);
    }
}
