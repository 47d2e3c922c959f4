package io.openplex.deploy.lab.process;

import io.openplex.deploy.lab.ControlReply;
import io.openplex.deploy.lab.LabCleaner;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabLock;
import io.openplex.deploy.lab.LabRecord;
import io.openplex.deploy.lab.LabSetup;
import io.openplex.deploy.lab.Lpar;
import io.openplex.deploy.lab.ProcessIdentity;
import io.openplex.deploy.lab.edge.LabNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running lab. One per process: it takes the directory's lock, starts everything in order, answers the verbs, and
 * takes everything down in the reverse order, also when starting failed half-way.
 */
public final class LabProcess implements AutoCloseable {
    private static final Duration JOIN = Duration.ofSeconds(45);
    private static final int KEY_BYTES = 16;

    private final LabSetup setup;
    private final LabFiles files;
    private final Consumer<String> say;
    private final Map<String, LparProcess> lpars = new LinkedHashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable LabNetwork network;
    private LabRecord.Phase phase = LabRecord.Phase.STARTING;
    private boolean closing;

    /** The record in the lab's directory is of this lab, not of another one that holds the directory. */
    private boolean recorded;

    private boolean madeDirectory;

    /** A lab that does not run yet; {@code say} takes lines for the user. */
    public LabProcess(LabSetup setup, Consumer<String> say) {
        this.setup = setup;
        this.files = setup.files();
        this.say = say;
        LparCommand command = new LparCommand(setup);
        for (Lpar lpar : Lpar.ALL) {
            lpars.put(lpar.system(), new LparProcess(lpar, files, command, this::lparEnded));
        }
    }

    /**
     * Starts everything and returns when all LPARs have joined. When it throws, {@link #close} is still to be called.
     */
    public void start() throws InterruptedException {
        madeDirectory = files.create();
        try {
            opened.push(LabLock.ofLab(files));
            LabCleaner.removeLeftovers(files, say);
            setup.ports().requireFree();
            files.removeResults();
            recordFirst();
            setup.registry().add(setup.ports().base(), files);
            opened.push(() -> setup.registry().remove(setup.ports().base(), files));
            opened.push(files::removeRunFiles);
            writeKey();
        } catch (IOException e) {
            throw LabFailure.failed("cannot use " + files.directory() + ": " + LabFiles.reason(e));
        }
        opened.push(ControlServer.listen(files.control(), this::answer));
        startHosts();
        startLpars();
        become(LabRecord.Phase.READY);
    }

    /** Waits until somebody asks for the end. */
    public void awaitStopRequest() throws InterruptedException {
        stopRequested.await();
    }

    /** Somebody asked for the end, or it has come. */
    public synchronized boolean stopping() {
        return closing;
    }

    /** Stops what was started, in reverse order. A second call waits for the first. */
    @Override
    public void close() {
        if (!closeBegins()) {
            awaitClosed();
            return;
        }
        try {
            become(LabRecord.Phase.STOPPING);
            stopLpars(say);
            while (!opened.isEmpty()) {
                closeOne(opened.pop());
            }
            if (madeDirectory) {
                files.removeUnused();
            }
        } finally {
            stopRequested.countDown();
            closed.countDown();
        }
    }

    private void startHosts() {
        opened.push(EmbeddedZooKeeper.start(files.zookeeper(), setup.ports().zookeeper()));
        network = LabNetwork.start(setup.ports(), this::networkBroke);
        opened.push(network);
    }

    private void startLpars() throws InterruptedException {
        for (LparProcess lpar : lpars.values()) {
            startOne(lpar);
        }
        for (LparProcess lpar : lpars.values()) {
            awaitJoin(lpar);
        }
    }

    private void awaitJoin(LparProcess lpar) throws InterruptedException {
        lpar.awaitReady(JOIN);
        say.accept(lpar.lpar().system() + " has joined " + Lpar.SYSPLEX);
    }

    private synchronized void startOne(LparProcess lpar) {
        if (closing) {
            throw LabFailure.failed("the lab is stopping");
        }
        lpar.start();
        record();
    }

    private synchronized boolean closeBegins() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void stopLpars(Consumer<String> tell) {
        for (Lpar lpar : Lpar.ALL.reversed()) {
            LparProcess process = lparOf(lpar.system());
            if (process.identity().isPresent()) {
                try {
                    process.stop();
                    tell.accept(lpar.system() + " stopped");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (LabFailure e) {
                    tell.accept(e.text());
                }
            }
        }
    }

    private ControlReply answer(String request, Consumer<String> tell) throws InterruptedException {
        String[] words = request.split(" ", 2);
        String verb = words[0];
        if (verb.equals("stop") && words.length == 1) {
            close();
            return new ControlReply(true, 0, "lab stopped");
        }
        if (verb.equals("edge") && words.length == 2) {
            return stackPort(words[1]);
        }
        LparProcess lpar = lparOf(words.length == 2 ? words[1] : "");
        String system = lpar.lpar().system();
        return switch (verb) {
            case "kill" -> ended(lpar.kill(), system + " killed");
            case "stop" -> ended(lpar.stop(), system + " stopped");
            case "start" -> {
                startOne(lpar);
                done(system + " started");
                awaitJoin(lpar);
                yield new ControlReply(true, 0, system + " started");
            }
            case "freeze" -> {
                lpar.freeze();
                yield done(system + " frozen");
            }
            case "thaw" -> {
                lpar.thaw();
                yield done(system + " thawed");
            }
            default -> throw LabFailure.usage("unknown request " + request);
        };
    }

    /** The system side of a client's connection: the port that its target sees, 0 when there is no such client. */
    private ControlReply stackPort(String clientPort) throws InterruptedException {
        LabNetwork now = network;
        boolean number = clientPort.matches("\\d{1,5}");
        int port = now == null || !number ? 0 : now.stackPort(Integer.parseInt(clientPort));
        return new ControlReply(true, 0, Integer.toString(port));
    }

    private void networkBroke(String reason) {
        say.accept(reason);
        stopRequested.countDown();
    }

    /** Tells the lab's own window too: who works there sees what was done from another one. */
    private ControlReply done(String text) {
        say.accept(text);
        return new ControlReply(true, 0, text);
    }

    private static ControlReply ended(LparProcess.Exit exit, String text) {
        return new ControlReply(true, exit.observedNanos(), text);
    }

    private LparProcess lparOf(String system) {
        LparProcess lpar = lpars.get(system);
        if (lpar == null) {
            throw LabFailure.usage("unknown system " + system + ": the lab has " + Lpar.names());
        }
        return lpar;
    }

    private void lparEnded(LparProcess lpar) {
        int code = lpar.lastExit().map(LparProcess.Exit::code).orElse(-1);
        say.accept(lpar.lpar().system() + " ended (exit code " + code + ")");
    }

    private synchronized void become(LabRecord.Phase next) {
        phase = next;
        if (recorded && Files.exists(files.record())) {
            record();
        }
    }

    private synchronized void recordFirst() {
        record();
        recorded = true;
    }

    private synchronized void record() {
        Map<String, ProcessIdentity> processes = new LinkedHashMap<>();
        lpars.forEach((system, lpar) -> lpar.identity().ifPresent(identity -> processes.put(system, identity)));
        try {
            new LabRecord(phase, setup.ports().base(), ProcessIdentity.current(), processes).write(files.record());
        } catch (IOException e) {
            throw LabFailure.failed("cannot write " + files.record() + ": " + LabFiles.reason(e));
        }
    }

    private void writeKey() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.writeString(files.key(), HexFormat.of().formatHex(key) + "\n");
    }

    private void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            say.accept("while stopping: " + LabFiles.reason(e));
        }
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
