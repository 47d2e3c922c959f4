package io.openplex.deploy.simulation;

import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.deploy.simulation.link.StackEnds;
import io.openplex.deploy.simulation.xcf.SimulatedStack;
import io.openplex.deploy.simulation.xcf.SimulatedXcf;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Symbols;
import io.openplex.stackd.console.Authority;
import io.openplex.stackd.console.CommandResult;
import io.openplex.stackd.console.ConsoleLine;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.profile.ProfileReader;
import io.openplex.stackd.profile.ProfileResult;
import io.openplex.stackd.stack.Stack;
import io.openplex.stackd.stack.Surroundings;
import io.openplex.stackd.xcflink.LinkKey;
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

    private final LparDefinition definition;
    private final SimulatedSysplex world;
    private final SplittableRandom random;
    private final SimulatedLan.Cable cable;
    private final List<EnfEvent> enf = new ArrayList<>();
    private final List<String> console = new ArrayList<>();
    private @Nullable Life life;
    private boolean frozen;

    /** One process with everything it has. */
    private static final class Life {
        final Inbox inbox;
        final SimulatedStack access;
        final StackEnds ends;
        final Stack stack;
        boolean ready;
        boolean stopped;

        Life(SimulatedLpar lpar) {
            inbox = new Inbox(INBOX_EVENTS);
            access = lpar.world.xcf().stack(lpar.name(), inbox);
            ends = lpar.world.links().ends();
            ProfileReader reader = lpar.reader();
            ProfileResult profile = reader.initial(ProfileReader.DD_PROFILE);
            stack = new Stack(
                    lpar.definition.identity(),
                    profile.profile(),
                    lpar.around(this, reader),
                    lpar.world.clock().nanos());
            stack.enf().subscribe(lpar::signalled);
            inbox.post(() -> begin(profile, lpar.world.clock()));
        }

        private void begin(ProfileResult profile, VirtualClock clock) {
            for (Message message : profile.messages()) {
                stack.log().issue(message.text(), clock.wallMillis());
            }
            stack.start(clock.nanos());
        }
    }

    SimulatedLpar(LparDefinition definition, SimulatedSysplex world, SplittableRandom random) {
        this.definition = definition;
        this.world = world;
        this.random = random;
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
        VirtualClock clock = world.clock();
        return new Surroundings(
                of.inbox,
                clock,
                clock::wallMillis,
                random.nextLong(),
                world.timing().sessionNanos() * 2 / 3,
                of.access,
                of.access.couplingFacility(),
                LinkKey.ofSecret("simulated", definition.identity().sysplex(), SimulatedXcf.GROUP),
                of.ends,
                Map.of(definition.portName(), new Surroundings.OsaAttachment(cable.port(), definition.mac())),
                this::said,
                reader::syntaxCheck,
                (where, cause, state) -> world.failed(name() + " " + where + " " + state, cause),
                new Events(of));
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
            cable.plugged(true);
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
        world.trace().event(name(), "kill");
        Life now = lives();
        world.xcf().crash(now.access, true);
        end(now);
    }

    /** Stops the process from running; time goes on around it. */
    public void freeze() {
        world.trace().event(name(), "freeze");
        frozen = true;
        world.xcf().pause(lives().access, true);
    }

    /** Lets the process run again. */
    public void thaw() {
        world.trace().event(name(), "thaw");
        frozen = false;
        world.xcf().pause(lives().access, false);
    }

    private void end(Life ended) {
        ended.ends.close();
        cable.plugged(false);
        frozen = false;
        life = null;
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
        int work = now.stack.loop().step(nowNanos);
        if (now.stopped) {
            world.trace().event(name(), "stopped");
            now.access.close();
            end(now);
        }
        return work;
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
        return Math.min(now.stack.loop().nextDeadlineNanos(), now.ends.nextNanos());
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

    /** There is a process, and it does not run. */
    public boolean frozen() {
        return frozen;
    }

    /** The stack is a member and its initial DVIPA processing is complete. */
    public boolean ready() {
        return life != null && life.ready;
    }

    /** The stack that runs now. */
    public Stack stack() {
        return lives().stack;
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
                : stack().sysplex().dvipa().localRows().stream()
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
