package io.openplex.deploy.simulation;

import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.deploy.simulation.link.HeartbeatEnd;
import io.openplex.deploy.simulation.link.StackEnds;
import io.openplex.deploy.simulation.xcf.SimulatedStack;
import io.openplex.deploy.simulation.xcf.SimulatedXcf;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Symbols;
import io.openplex.stackd.console.Authority;
import io.openplex.stackd.console.CommandResult;
import io.openplex.stackd.console.ConsoleLine;
import io.openplex.stackd.console.SfmAction;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.profile.ProfileReader;
import io.openplex.stackd.profile.ProfileResult;
import io.openplex.stackd.stack.Stack;
import io.openplex.stackd.stack.Surroundings;
import io.openplex.stackd.sysplex.Coupling;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.api.right.RightValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One LPAR and the lives of its stack. Operations take effect at the present virtual time. */
public final class SimulatedLpar implements Actor {
    private static final int INBOX_EVENTS = 16_384;
    private static final int STOP_TRIES = 100;

    private final LparDefinition definition;
    private final SimulatedSysplex world;
    private final SplittableRandom random;
    private final SimulatedLan.Cable cable;
    private final List<EnfEvent> enf = new ArrayList<>();
    private final List<String> console = new ArrayList<>();
    private final LparClock clock;
    private @Nullable Life life;
    private boolean frozen;
    private boolean cableOut;

    /** When the loop has something to do by itself; kept until the stack is stepped or touched. */
    private long deadline;

    private boolean deadlineStale = true;
    private int lives;

    /** Steps, and everything else after which the stack may claim more or less than before. */
    private long changes;

    /** Reading of the clock, counted within an iteration, at which the next iteration stops; 0: it does not. */
    private int stopAtReading;

    private int stopTries;
    private boolean stopKills;
    private int readings;
    private @Nullable HeldIteration holding;

    /** One process with everything it has. */
    private static final class Life {
        final Inbox inbox;
        final SimulatedStack access;
        final StackEnds ends;
        final HeartbeatEnd heartbeats;
        final Stack stack;
        final List<DedicatedOsa> adapters = new ArrayList<>();
        boolean ready;
        boolean stopped;

        Life(SimulatedLpar lpar) {
            inbox = new Inbox(INBOX_EVENTS);
            access = lpar.world.xcf().stack(lpar.name(), inbox);
            ends = lpar.world.links().ends(lpar.name());
            heartbeats = lpar.world.heartbeats().heartbeats(lpar.name());
            ProfileReader reader = lpar.reader();
            ProfileResult profile = reader.initial(ProfileReader.DD_PROFILE);
            stack = new Stack(
                    lpar.definition.identity(),
                    profile.profile(),
                    lpar.world.variant().around(lpar.around(this, reader)),
                    lpar.clock.nanos());
            lpar.world.variant().built(stack);
            stack.enf().subscribe(lpar::signalled);
            inbox.post(() -> begin(profile, lpar));
        }

        private void begin(ProfileResult profile, SimulatedLpar lpar) {
            for (Message message : profile.messages()) {
                stack.log().issue(message.text(), lpar.world.clock().wallMillis());
            }
            stack.start(lpar.clock.nanos());
            for (AdapterSession session : stack.adapters()) {
                if (session instanceof DedicatedOsa port) {
                    adapters.add(port);
                }
            }
        }
    }

    SimulatedLpar(LparDefinition definition, int skewPpm, SimulatedSysplex world, SplittableRandom random) {
        this.definition = definition;
        this.world = world;
        this.random = random;
        clock = new LparClock(world.clock(), skewPpm, this::clockRead);
        cable = world.lan().plug(name());
        cable.plugged(false);
    }

    private ProfileReader reader() {
        Map<String, String> symbols = new HashMap<>(definition.symbols());
        symbols.putIfAbsent("SYSCLONE", definition.identity().sysclone());
        return new ProfileReader(
                name -> Optional.ofNullable(definition.dataSets().get(name)),
                Symbols.ofSystem(name(), definition.identity().sysplex(), symbols));
    }

    private Surroundings around(Life of, ProfileReader reader) {
        return new Surroundings(
                of.inbox,
                clock,
                world.clock()::wallMillis,
                random.nextLong(),
                new Coupling(
                        of.access,
                        of.access.couplingFacility(),
                        of.access.coupleDataSet(),
                        of.heartbeats,
                        "home-of-" + name(),
                        RightValues.DEFAULT),
                SfmAction.ISOLATE,
                LinkKey.ofSecret("simulated", definition.identity().sysplex(), SimulatedXcf.GROUP),
                of.ends,
                Map.of(definition.portName(), new Surroundings.OsaAttachment(cable.port(), definition.mac())),
                this::said,
                reader::syntaxCheck,
                (where, cause, state) -> world.failed(name() + " " + where + " " + state, cause),
                new Events(of));
    }

    /** Something may be different from now on. */
    private void touched() {
        deadlineStale = true;
        changes++;
    }

    private void said(ConsoleLine line) {
        console.add(line.text());
        world.trace().event(name(), (line.deleted() ? "deleted " : "") + line.text());
    }

    private void signalled(EnfEvent event) {
        enf.add(event);
        world.trace().event(name(), "ENF 80 " + event.kind() + " " + event.reason() + " " + event.membersAfter());
    }

    // ---- operations ----

    /** Starts the stack; nothing when it runs. */
    public void start() {
        if (life == null) {
            world.trace().event(name(), "start");
            cable.plugged(!cableOut);
            lives++;
            touched();
            life = new Life(this);
        }
    }

    /** Begins the orderly stop; the LPAR is down when {@link #running} says no. */
    public void stop() {
        world.trace().event(name(), "stop");
        Life now = lives();
        now.inbox.post(now.stack::stop);
    }

    /** Ends the process at once, with everything it has; the others get proof of its death. */
    public void kill() {
        crash(true);
    }

    /** Ends the process at once; without proof the others learn of it when its session ends. */
    public void crash(boolean withProof) {
        world.trace().event(name(), withProof ? "kill" : "silent crash");
        Life now = lives();
        world.xcf().crash(now.access, withProof);
        end(now);
    }

    /** Stops the process from running; time goes on around it. */
    public void freeze() {
        world.trace().event(name(), "freeze");
        touched();
        frozen = true;
        world.xcf().pause(lives().access, true);
    }

    /**
     * Stops the process in the middle of its next iteration that reads the clock so often; of the next few only.
     *
     * @param reading which reading of the clock in that iteration stops it, from 1; the last but one comes before the
     *     flush
     */
    public void freezeInIteration(int reading) {
        stopTries = 0;
        stopAtReading = reading;
        stopKills = false;
    }

    /** Ends the process in the middle of its next iteration, with proof. */
    public void crashInIteration(int reading) {
        stopAtReading = reading;
        stopKills = true;
    }

    /** Lets the process run again. */
    public void thaw() {
        stopAtReading = 0;
        touched();
        if (!frozen) {
            return;
        }
        world.trace().event(name(), "thaw");
        frozen = false;
        world.xcf().pause(lives().access, false);
        HeldIteration held = holding;
        holding = null;
        if (held != null) {
            held.finish();
        }
    }

    private void end(Life ended) {
        HeldIteration held = holding;
        holding = null;
        if (held != null) {
            held.kill();
        }
        touched();
        ended.ends.close();
        ended.heartbeats.close();
        cable.plugged(false);
        frozen = false;
        stopAtReading = 0;
        life = null;
    }

    private void clockRead() {
        readings++;
        if (stopAtReading == 0 || readings != stopAtReading) {
            return;
        }
        HeldIteration held = holding;
        if (stopKills) {
            throw new HeldIteration.ProcessEnd();
        } else if (held != null) {
            held.holdHere();
        }
    }

    /** Pulls the cable of the OSA out, or puts it back. */
    public void cableOut(boolean out) {
        if (cableOut != out) {
            cableOut = out;
            cable.plugged(!out && life != null);
        }
    }

    /** Runs an operator command and answers its lines. */
    public List<String> command(String text) {
        CommandResult result =
                stack().console().execute(text, Authority.CONTROL, world.clock().wallMillis());
        world.trace().event(name(), "command " + text);
        return result.lines();
    }

    @Override
    public int step(long nowNanos) {
        Life now = life;
        if (now == null || frozen) {
            return 0;
        }
        readings = 0;
        touched();
        int work = stopAtReading == 0 ? now.stack.loop().step(clock.local(nowNanos)) : stopping(now, nowNanos);
        if (life != now) {
            return 1;
        }
        if (now.stopped) {
            world.trace().event(name(), "stopped");
            now.access.close();
            end(now);
        }
        return work;
    }

    /** The iteration that is stopped in its middle, if it reads the clock often enough. */
    private int stopping(Life now, long nowNanos) {
        long local = clock.local(nowNanos);
        if (stopKills) {
            try {
                return now.stack.loop().step(local);
            } catch (HeldIteration.ProcessEnd e) {
                world.trace().event(name(), "within an iteration:");
                crash(true);
                return 1;
            }
        }
        HeldIteration iteration = new HeldIteration(() -> now.stack.loop().step(local));
        holding = iteration;
        if (iteration.begin()) {
            world.trace().event(name(), "within an iteration:");
            freeze();
            stopAtReading = 0;
        } else {
            holding = null;
            stopTries++;
            stopAtReading = stopTries < STOP_TRIES ? stopAtReading : 0;
        }
        return 1;
    }

    @Override
    public long nextNanos() {
        Life now = life;
        if (now == null || frozen) {
            return NEVER;
        }
        if (cable.waiting() > 0) {
            return Long.MIN_VALUE;
        }
        if (!now.inbox.isEmpty()) {
            return Long.MIN_VALUE;
        }
        if (deadlineStale) {
            deadlineStale = false;
            deadline = clock.world(now.stack.loop().nextDeadlineNanos());
        }
        return Math.min(deadline, Math.min(now.ends.nextNanos(), now.heartbeats.nextNanos()));
    }

    // ---- what is seen from outside ----

    /** System name. */
    public String name() {
        return definition.identity().system();
    }

    /** There is a process, frozen or not. */
    public boolean running() {
        return life != null;
    }

    /** The process stands still. */
    public boolean frozen() {
        return frozen;
    }

    /** Which life this is: 1 for the first, 0 before it. */
    public int lifeNumber() {
        return lives;
    }

    /**
     * The stack would answer an ARP request for this address now: it is registered with an adapter, whose lease is in
     * force if the address needs one, and the process runs and its right is in force.
     */
    public boolean claims(IpAddress address) {
        Life now = life;
        if (now == null
                || frozen
                || now.stack.loop().failed()
                || !now.stack.sysplex().right().mayClaim(localNanos())) {
            return false;
        }
        // Not a reading of the clock: those are counted, and belong to the iteration.
        long reading = localNanos();
        for (int i = 0; i < now.adapters.size(); i++) {
            if (now.adapters.get(i).claims(address, reading)) {
                return true;
            }
        }
        return false;
    }

    /** Grows whenever the stack may have begun to claim an address; what it claimed may be over without that. */
    public long changes() {
        return changes;
    }

    /** The stack is a member and its initial DVIPA processing is complete. */
    public boolean ready() {
        return life != null && life.ready;
    }

    /** The stack that runs now. */
    public Stack stack() {
        touched();
        return lives().stack;
    }

    /** The stack that runs now, only to be looked at. */
    public Stack seen() {
        return lives().stack;
    }

    /** The LPAR's clock, in nanoseconds of its own. */
    public long localNanos() {
        return clock.local(world.clock().nanos());
    }

    private Life lives() {
        Life now = life;
        if (now == null) {
            throw new IllegalStateException(name() + " is not running");
        }
        return now;
    }

    /** State of a DVIPA at this stack; empty: not known there, or not running. */
    public Optional<Status> status(IpAddress dvipa) {
        return life == null
                ? Optional.empty()
                : seen().sysplex().dvipa().localRows().stream()
                        .filter(row -> row.address().equals(dvipa))
                        .map(row -> row.status())
                        .findFirst();
    }

    /** Everything that all lives of the stack said on the console. */
    public List<String> console() {
        return List.copyOf(console);
    }

    /** ENF 80 signals of all lives. */
    public List<EnfEvent> enf() {
        return List.copyOf(enf);
    }

    /** The LPAR's cable, with its faults. */
    public SimulatedLan.Cable cable() {
        return cable;
    }

    /** Access to group and structures, for faults there. */
    public SimulatedStack access() {
        return lives().access;
    }

    private final class Events implements Surroundings.StackEvents {
        private final Life of;

        Events(Life of) {
            this.of = of;
        }

        @Override
        public void ready() {
            of.ready = true;
            world.trace().event(name(), "ready");
        }

        @Override
        public void refused(String reason) {
            of.stopped = true;
            world.trace().event(name(), "refused: " + reason);
        }

        @Override
        public void stopWanted() {
            of.inbox.post(of.stack::stop);
        }

        @Override
        public void stopped() {
            of.stopped = true;
        }

        @Override
        public void statusChanged(IpAddress dvipa, Optional<Status> before, Optional<Status> after) {
            world.trace()
                    .event(
                            name(),
                            "status " + dvipa + " " + before.map(Enum::name).orElse("-") + " -> "
                                    + after.map(Enum::name).orElse("-"));
        }
    }
}
