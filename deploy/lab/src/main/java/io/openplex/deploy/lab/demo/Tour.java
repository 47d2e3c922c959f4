package io.openplex.deploy.lab.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The guided tour: real clients, the death of the owner, its return. What it prints was measured while it ran. */
public final class Tour {
    private static final int ASKED_IN_TURN = 6;
    private static final int ASK_LIMIT_MS = 2000;
    private static final String OWNER = "SYSA";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LabClient lab;
    private final PrintWriter out;
    private final Duration phase;
    private final List<String> wrong = new ArrayList<>();

    /**
     * A tour of a running lab.
     *
     * @param phase how long traffic goes on between two things that happen
     */
    public Tour(LabClient lab, PrintWriter out, Duration phase) {
        this.lab = lab;
        this.out = out;
        this.phase = phase;
    }

    /** Walks through it and answers what was not as it should be; empty when all was well. */
    public List<String> walk() throws IOException, InterruptedException {
        askInTurn();
        heading("2  One busy connection to each system");
        Map<String, EchoStream> streams = lab.echoToEach(3);
        try {
            streams.forEach((system, stream) ->
                    say("  echo connection from port %d is served by %s".formatted(stream.localPort(), system)));
            say("  each sends words that carry their position; every word must come back once, in order");
            try (ConnectionProbe probe = ConnectionProbe.start(lab.http())) {
                pause();
                takeOver(streams, probe);
                pause();
                takeBack(streams, probe);
                pause();
            }
            settle(streams);
        } finally {
            streams.values().forEach(EchoStream::close);
        }
        return List.copyOf(wrong);
    }

    private void askInTurn() {
        heading("1  New connections are answered in turn");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ASKED_IN_TURN; i++) {
            String system = ConnectionProbe.ask(lab.http(), ASK_LIMIT_MS);
            say("  GET http://127.0.0.1:%d/  ->  %s"
                    .formatted(lab.ports().http(), system.isEmpty() ? "no answer" : system));
            seen.add(system);
        }
        expect(seen.equals(Set.of("SYSA", "SYSB", "SYSC")), "not all three systems answered");
    }

    private void takeOver(Map<String, EchoStream> streams, ConnectionProbe probe) {
        heading("3  The owner of the address is killed (kill -9 " + OWNER + ")");
        streams.values().forEach(EchoStream::resetPause);
        Takeover takeover = Takeover.byKilling(lab, OWNER, probe);
        EchoStream dead = stream(streams, OWNER);
        boolean reset = Takeover.await(() -> dead.state() == EchoStream.State.RESET, PATIENCE);
        long killed = takeover.killedNanos();
        say("  %10s  process of %s is gone".formatted("0.0 ms", OWNER));
        say("  %10s  first new connection answered, by %s; %d were tried in vain meanwhile"
                .formatted(ms(takeover.gapNanos()), takeover.answered().system(), takeover.failed()));
        say("  %10s  the connection that ended on %s %s"
                .formatted(reset ? ms(dead.endedNanos() - killed) : "-", OWNER, reset ? "was reset" : "was not reset"));
        expect(reset, "the connection on the dead system was not reset");
        pause();
        for (String survivor : List.of("SYSB", "SYSC")) {
            report(survivor, stream(streams, survivor));
        }
        say("  owner now: %s".formatted(owner()));
    }

    private void takeBack(Map<String, EchoStream> streams, ConnectionProbe probe) {
        heading("4  " + OWNER + " comes back and takes its address back");
        streams.values().forEach(EchoStream::resetPause);
        long before = System.nanoTime();
        say("  %s".formatted(lab.verb("start " + OWNER).text()));
        boolean back = Takeover.await(() -> owner().equals(OWNER), PATIENCE);
        pause();
        say("  owner now: %s".formatted(owner()));
        expect(back, OWNER + " did not take its address back");
        List<ConnectionProbe.Result> results = probe.results().stream()
                .filter(result -> result.startedNanos() - before >= 0)
                .toList();
        long failed = results.stream().filter(result -> !result.answered()).count();
        say("  new connections meanwhile: %d, of them not answered within 50 ms: %d".formatted(results.size(), failed));
        for (String survivor : List.of("SYSB", "SYSC")) {
            report(survivor, stream(streams, survivor));
        }
    }

    private void settle(Map<String, EchoStream> streams) throws InterruptedException {
        heading("5  The account");
        for (String survivor : List.of("SYSB", "SYSC")) {
            EchoStream.Account account = stream(streams, survivor).finish(PATIENCE);
            say("  %s: %,d bytes sent, %,d back, %d lost, %d repeated"
                    .formatted(survivor, account.sent(), account.back(), account.lost(), account.repeated()));
            expect(account.state() == EchoStream.State.FINISHED, "the connection to " + survivor + " did not finish");
            expect(account.clean(), "bytes of the connection to " + survivor + " were lost or repeated");
        }
    }

    private void report(String system, EchoStream stream) {
        EchoStream.Account account = stream.account();
        say("  connection to %s: longest pause %s, %d bytes lost, %d repeated"
                .formatted(system, ms(account.longestPauseNanos()), account.lost(), account.repeated()));
        expect(account.state() == EchoStream.State.OPEN, "the connection to " + system + " ended");
        expect(account.clean(), "bytes of the connection to " + system + " were lost or repeated");
    }

    private String owner() {
        return lab.owner().orElse("nobody");
    }

    private static EchoStream stream(Map<String, EchoStream> streams, String system) {
        EchoStream stream = streams.get(system);
        if (stream == null) {
            throw new IllegalStateException("no connection to " + system);
        }
        return stream;
    }

    private void pause() {
        boolean never = Takeover.await(() -> false, phase);
        expect(!never, "time stood still");
    }

    private void expect(boolean fact, String otherwise) {
        if (!fact) {
            wrong.add(otherwise);
        }
    }

    private void heading(String text) {
        say("");
        say(text);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static String ms(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
