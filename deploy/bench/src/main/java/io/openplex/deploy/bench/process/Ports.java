package io.openplex.deploy.bench.process;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabPorts;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/** Ports on loopback that nobody has, below those that the kernel hands out by itself. */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int BEHIND_LAST = 30_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** The first of {@code count} ports in a row that are free for TCP and UDP now. */
    public static int free(int count) {
        int ranges = (BEHIND_LAST - FIRST) / count;
        long start = ProcessHandle.current().pid() * 7 + System.nanoTime() / 1000;
        for (int i = 0; i < TRIES; i++) {
            int base = FIRST + count * (int) ((start + i) % ranges);
            if (allFree(base, count)) {
                return base;
            }
        }
        throw LabFailure.failed("no " + count + " free ports between " + FIRST + " and " + BEHIND_LAST);
    }

    private static boolean allFree(int base, int count) {
        for (int port = base; port < base + count; port++) {
            try (ServerSocketChannel tcp = ServerSocketChannel.open();
                    DatagramChannel udp = DatagramChannel.open()) {
                tcp.bind(LabPorts.loopback(port));
                udp.bind(LabPorts.loopback(port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
