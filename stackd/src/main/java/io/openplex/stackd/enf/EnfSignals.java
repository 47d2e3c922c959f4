package io.openplex.stackd.enf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The ENF 80 signals of one system: exactly one per completed transition, in the order rules of operations.md 5.3. A
 * JOIN needs the group join and the start of initial DVIPA processing, a LEAVE needs the group leave and that the
 * DVIPAs are gone, each pair in any order. Used on the loop only; time comes from outside.
 */
public final class EnfSignals {
    private enum State {
        OUT,
        JOINING,
        IN,
        LEAVING
    }

    private final EnfIdentity identity;
    private final GroupFacts facts;
    private final int historyMax;
    private final Deque<EnfEvent> history = new ArrayDeque<>();
    private final Set<Consumer<EnfEvent>> subscribers = new LinkedHashSet<>();
    private final Map<EnfEvent.Kind, Long> counts = new EnumMap<>(EnfEvent.Kind.class);

    private State state = State.OUT;
    private boolean groupDone;
    private boolean dvipasDone;
    private EnfEvent.Reason reason = EnfEvent.Reason.NONE;
    private String trigger = "";
    private long incarnation;
    /** Members that the latest leave left behind: a stack that is out does not hear of the group any more. */
    private List<String> left = List.of();

    private long sequence;
    private long lastTimeMillis;

    /**
     * No signal yet; the stack is out.
     *
     * @param identity whose signals
     * @param facts about the group
     * @param historyMax signals kept for resume_after
     */
    public EnfSignals(EnfIdentity identity, GroupFacts facts, int historyMax) {
        this.identity = identity;
        this.facts = facts;
        this.historyMax = historyMax;
    }

    /** A join begins. Ignored while joining or in. */
    public void joinStarted(EnfEvent.Reason why) {
        if (state == State.OUT) {
            begin(State.JOINING, why, "");
        }
    }

    /** The group accepted the stack. */
    public void groupJoined(long memberIncarnation, long nowMillis) {
        if (state == State.JOINING) {
            groupDone = true;
            incarnation = memberIncarnation;
            finishJoin(nowMillis);
        }
    }

    /** Initial DVIPA processing was started. */
    public void dvipaProcessingStarted(long nowMillis) {
        if (state == State.JOINING) {
            dvipasDone = true;
            finishJoin(nowMillis);
        }
    }

    /**
     * A leave begins. A stack whose JOIN was not signalled yet goes out silently.
     *
     * @param why reason
     * @param triggerMessageId message that led to it, or empty
     */
    public void leaveStarted(EnfEvent.Reason why, String triggerMessageId) {
        if (state == State.JOINING) {
            state = State.OUT;
        } else if (state == State.IN) {
            begin(State.LEAVING, why, triggerMessageId);
        }
    }

    /**
     * The group no longer lists the stack.
     *
     * @param remaining names of the members that are left, sorted
     */
    public void groupLeft(List<String> remaining, long nowMillis) {
        if (state == State.LEAVING) {
            groupDone = true;
            left = List.copyOf(remaining);
            finishLeave(nowMillis);
        }
    }

    /** The stack has deleted its DVIPAs. */
    public void dvipasGone(long nowMillis) {
        if (state == State.LEAVING) {
            dvipasDone = true;
            finishLeave(nowMillis);
        }
    }

    /** Whose signals these are. */
    public EnfIdentity identity() {
        return identity;
    }

    /** True from the JOIN to the LEAVE signal. */
    public boolean joined() {
        return state == State.IN || state == State.LEAVING;
    }

    /** Sequence number of the last signal, 0 before the first. */
    public long lastSequence() {
        return sequence;
    }

    /** Signals of a kind so far. */
    public long count(EnfEvent.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** What the group looks like now. */
    public GroupFacts facts() {
        return facts;
    }

    /** The present state in the shape of a signal. */
    public EnfEvent current() {
        EnfEvent.Kind kind = joined() ? EnfEvent.Kind.JOIN : EnfEvent.Kind.LEAVE;
        return event(0, true, lastTimeMillis, kind, facts.members());
    }

    /** Signals after this sequence number, oldest first; empty when some of them are no longer kept or never were. */
    public Optional<List<EnfEvent>> after(long last) {
        long oldest = sequence - history.size() + 1;
        if (last < 0 || last > sequence || last + 1 < oldest) {
            return Optional.empty();
        }
        return Optional.of(
                history.stream().filter(event -> event.sequence() > last).toList());
    }

    /** Hears every further signal, on the loop. */
    public void subscribe(Consumer<EnfEvent> subscriber) {
        subscribers.add(subscriber);
    }

    /** Hears no more. */
    public void unsubscribe(Consumer<EnfEvent> subscriber) {
        subscribers.remove(subscriber);
    }

    /** Number of subscribers. */
    public int listeners() {
        return subscribers.size();
    }

    private void begin(State next, EnfEvent.Reason why, String triggerMessageId) {
        state = next;
        groupDone = false;
        dvipasDone = false;
        reason = why;
        trigger = triggerMessageId;
    }

    private void finishJoin(long nowMillis) {
        if (groupDone && dvipasDone) {
            state = State.IN;
            signal(EnfEvent.Kind.JOIN, facts.members(), nowMillis);
        }
    }

    private void finishLeave(long nowMillis) {
        if (groupDone && dvipasDone) {
            state = State.OUT;
            signal(EnfEvent.Kind.LEAVE, left, nowMillis);
        }
    }

    private void signal(EnfEvent.Kind kind, List<String> members, long nowMillis) {
        sequence++;
        lastTimeMillis = nowMillis;
        counts.merge(kind, 1L, Long::sum);
        EnfEvent event = event(sequence, false, nowMillis, kind, members);
        history.addLast(event);
        if (history.size() > historyMax) {
            history.removeFirst();
        }
        for (Consumer<EnfEvent> subscriber : new ArrayList<>(subscribers)) {
            subscriber.accept(event);
        }
    }

    private EnfEvent event(long number, boolean synthetic, long timeMillis, EnfEvent.Kind kind, List<String> members) {
        return new EnfEvent(number, synthetic, timeMillis, kind, reason, trigger, members, facts.dvipas(), incarnation);
    }
}
