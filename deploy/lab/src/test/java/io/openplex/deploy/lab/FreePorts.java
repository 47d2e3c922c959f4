package io.openplex.deploy.lab;

/** A port base of which nothing is taken at the moment. */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int STEP = 100;
    private static final int TRIES = 100;

    private FreePorts() {}

    /** Some base; two calls in one process or two processes at once hardly get the same one. */
    public static LabPorts base() {
        long start = ProcessHandle.current().pid() * 7 + System.nanoTime() / 1000;
        for (int i = 0; i < TRIES; i++) {
            LabPorts ports = new LabPorts((int) (FIRST + STEP * ((start + i) % TRIES)));
            if (free(ports)) {
                return ports;
            }
        }
        throw new AssertionError("no free ports from " + FIRST);
    }

    private static boolean free(LabPorts ports) {
        try {
            ports.requireFree();
            return true;
        } catch (LabFailure e) {
            return false;
        }
    }
}
