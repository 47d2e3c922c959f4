package io.openplex.xcf.api.right;

import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right of this stack's incarnation to own addresses. Feed it with members, heartbeats and time; {@link
 * #claimUntilNanos} says until when frames that claim an address may leave. All methods belong to the loop.
 */
public final class RightToOwn {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long REREAD_NANOS = 100_000_000L;

    /** A member that has just become known is not isolated for so many times as long as a promise binds. */
    private static final int NEWCOMER_BOUNDS = 9;

    private final RightValues values;
    private final CoupleDataSet dataSet;
    private final LongSupplier clock;
    private final Surroundings around;
    private final RightCounters counters = new RightCounters();
    private final TreeMap<String, Partner> partners = new TreeMap<>();

    /** The same, for walks that allocate nothing. */
    private Partner[] order = new Partner[0];

    /** Promises by seat, those of lives that are gone included: a new life on the seat is bound by them. */
    private final TreeMap<Seat, Long> earlier = new TreeMap<>();

    private @Nullable Life life;

    /** Until when the whole list has promised; asked for every frame, so it is kept until something changes. */
    private long promised = Partner.LONG_AGO;

    private boolean promisedStale;

    /** Partners on the seats of the list, and the least promise of seats on which none sits. */
    private Partner[] listed = new Partner[0];

    private long unseated = NEVER;
    private boolean listedStale = true;

    /** Seats that the list should have. */
    private SortedSet<Seat> wanted = new TreeSet<>();

    private long wantedEdition;
    private boolean wantedStale = true;
    private long epoch;
    private long beatAt = Partner.LONG_AGO;
    private long rereadAt = Partner.LONG_AGO;
    private boolean suspended = true;
    private long suspendedSince;
    private long answeredAt = Partner.LONG_AGO;

    /** What belongs to one membership. */
    private static final class Life {
        final Member self;
        final Seat seat;
        final OwnList list;
        final Confirmations confirmations;
        boolean revoked;

        Life(Member self, OwnList list, Confirmations confirmations) {
            this.self = self;
            this.seat = Partner.seatOf(self);
            this.list = list;
            this.confirmations = confirmations;
        }
    }

    /** What the engine acts upon. */
    public interface Surroundings {
        /** Sends a heartbeat now. */
        void send(Member to, Heartbeat beat);

        /** Finds out whether a member holds an address by any ownership record; empty: no answer. */
        void holds(Member member, Consumer<Optional<Boolean>> answer);

        /**
         * Policy (operations.md 4.4): may this member, whose promise is over and whose beat stands, be isolated now.
         * Not asked about one that an operator has called down.
         */
        boolean mayIsolate(Member member, long nowNanos);

        /** Something about the group that an operator may want to read. */
        void told(Notice notice, Member member);

        /** This incarnation is not active any more: nothing may be claimed; the group will say so too. */
        void revoked();

        /** Suspended for too long though the ensemble answers: give the addresses up and claim none before then. */
        void resign(long untilNanos);
    }

    /** What happened to another member. */
    public enum Notice {
        /** It is not heard and is about to be isolated. */
        ISOLATING,
        /** It is not active any more. */
        ISOLATED,
        /** It is heard again, nothing was done to it. */
        HEARD_AGAIN,
        /** It is not heard, holds addresses and has no seat for this stack: somebody else, or an operator, must act. */
        BARRED
    }

    /** Asks whether a member holds an address. */
    @FunctionalInterface
    interface Holdings {
        void ask(Member member, Consumer<Optional<Boolean>> answer);
    }

    /**
     * The right of a stack that is no member.
     *
     * @param clock readings of the loop's clock: what entitles is stamped before sending, what binds after receiving
     */
    public RightToOwn(RightValues values, CoupleDataSet dataSet, LongSupplier clock, Surroundings around) {
        this.values = values;
        this.dataSet = dataSet;
        this.clock = clock;
        this.around = around;
    }

    // ---- the group ----

    /** This stack has become a member; {@code others} are active. */
    public void joined(Member self, List<Member> others) {
        left();
        // Answers to an earlier life must not touch this one.
        Runnable revoked = () -> revoked(self);
        life = new Life(
                self,
                new OwnList(self, dataSet, values, revoked, this::listChanged),
                new Confirmations(dataSet, values, clock, revoked, at -> answeredAt = at));
        epoch = self.incarnation();
        beatAt = Partner.LONG_AGO;
        suspended = true;
        suspendedSince = clock.getAsLong();
        others.forEach(this::memberJoined);
    }

    /**
     * Another incarnation is active. This member is bound as if it had just promised (clause 5), and for a while
     * longer:
     * a process that has just begun stands still at times until it is warm.
     */
    public void memberJoined(Member member) {
        Partner before = partners.get(member.name());
        if (before != null) {
            before.isolation.close();
            keepPromise(before);
        }
        Isolation isolation = new Isolation(this, values, dataSet, clock);
        Partner added = new Partner(member, isolation, clock.getAsLong() + grace());
        isolation.of(added);
        Long promise = earlier.remove(added.seat);
        if (promise != null) {
            added.inherit(promise);
        }
        partners.put(member.name(), added);
        partnersChanged();
        epoch = Math.max(epoch, member.incarnation());
        beatAt = Partner.LONG_AGO;
    }

    private long grace() {
        return NEWCOMER_BOUNDS * values.boundNanos();
    }

    /** An incarnation is not active any more. */
    public void memberLeft(Member member) {
        Partner partner = partners.get(member.name());
        if (partner != null && partner.member.incarnation() == member.incarnation()) {
            partner.isolation.close();
            keepPromise(partner);
            partners.remove(member.name());
            partnersChanged();
        }
    }

    private void partnersChanged() {
        order = partners.values().toArray(Partner[]::new);
        listChanged();
    }

    private void listChanged() {
        listedStale = true;
        promisedStale = true;
    }

    private void keepPromise(Partner partner) {
        earlier.merge(partner.seat, partner.promisedUntil(), Math::max);
    }

    /** This stack is out of the group. */
    public void left() {
        life = null;
        partners.values().forEach(partner -> partner.isolation.close());
        partners.clear();
        earlier.clear();
        partnersChanged();
    }

    // ---- heartbeats ----

    /**
     * A heartbeat that was authentic has arrived.
     *
     * @param stamp reading of the clock after it was received
     */
    public void received(Heartbeat beat, long stamp) {
        Life now = life;
        if (now == null || beat.receiver() != now.self.incarnation()) {
            counters.strangers++;
            return;
        }
        Partner from = sender(beat.sender());
        if (from == null) {
            counters.strangers++;
            behind(stamp);
            return;
        }
        boolean promising = from.isolation.permitsPromise() && !now.revoked;
        if (from.take(beat, promising, values, stamp)) {
            counters.heartbeatsIn++;
            from.isolation.heard();
        } else {
            counters.replayed++;
        }
        promisedStale = true;
        if (beat.epoch() > epoch) {
            behind(stamp);
        }
    }

    private @Nullable Partner sender(long incarnation) {
        for (Partner partner : order) {
            if (partner.member.incarnation() == incarnation) {
                return partner;
            }
        }
        return null;
    }

    /** Somebody knows of a member that this stack does not know. */
    private void behind(long nowNanos) {
        if (nowNanos >= rereadAt) {
            rereadAt = nowNanos + REREAD_NANOS;
            dataSet.reread();
        }
    }

    // ---- time ----

    /** Does what is due: heartbeats, confirmations, the own list, isolations. */
    public void step(long nowNanos) {
        Life now = life;
        if (now == null || now.revoked) {
            return;
        }
        if (nowNanos >= beatAt) {
            beatAt = nowNanos + values.heartbeatNanos();
            beat(now);
        }
        now.confirmations.step(promisedUntil(now) - nowNanos < values.promiseNanos() / 2, nowNanos);
        now.list.step(wanted(now, nowNanos), wantedEdition, !isolating(), nowNanos);
        for (Partner partner : order) {
            partner.isolation.step(nowNanos);
            if (life == null || now.revoked) {
                return;
            }
        }
        watchSuspension(nowNanos);
    }

    private void beat(Life now) {
        for (Partner partner : order) {
            if (partner.isolation.phase() != Isolation.Phase.OVER) {
                boolean promise = partner.isolation.permitsPromise();
                around.send(partner.member, partner.next(now.self, promise, epoch, clock.getAsLong()));
                counters.heartbeatsOut++;
            }
        }
    }

    private boolean isolating() {
        for (Partner partner : order) {
            if (partner.isolation.phase() == Isolation.Phase.SENT) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds whoever is active and heard, drops whoever is not active any more (clause 4). The same set as before unless
     * somebody's part in it has changed: it is asked for in every iteration.
     */
    private SortedSet<Seat> wanted(Life now, long nowNanos) {
        seatPartners(now);
        boolean same = !wantedStale;
        for (Partner partner : order) {
            boolean wants = partner.isolation.phase() != Isolation.Phase.OVER
                    && (partner.counted || partner.promisedUntil() > nowNanos);
            same &= wants == partner.wanted;
            partner.wanted = wants;
        }
        if (!same) {
            wantedStale = false;
            wantedEdition++;
            wanted = new TreeSet<>();
            for (Partner partner : order) {
                if (partner.wanted) {
                    wanted.add(partner.seat);
                }
            }
        }
        return wanted;
    }

    private void watchSuspension(long nowNanos) {
        boolean licensed = claimUntilNanos() > nowNanos;
        if (licensed) {
            suspended = false;
        } else if (!suspended) {
            suspended = true;
            suspendedSince = nowNanos;
            counters.suspensions++;
        } else if (nowNanos - suspendedSince > values.resignAfterNanos()
                && nowNanos - answeredAt < values.resignAfterNanos()) {
            suspendedSince = nowNanos;
            counters.resignations++;
            around.resign(nowNanos + values.resignedNanos());
        }
    }

    /** When {@link #step} has something to do even if nothing arrives. */
    public long nextDeadlineNanos() {
        Life now = life;
        if (now == null || now.revoked) {
            return NEVER;
        }
        long next = Math.min(beatAt, Math.min(now.confirmations.nextDeadlineNanos(), now.list.nextDeadlineNanos()));
        for (Partner partner : order) {
            next = Math.min(next, partner.isolation.nextDeadlineNanos());
        }
        return next;
    }

    // ---- the licence ----

    /** Until when frames that claim an address may leave (clause 7); in the past while nothing may be claimed. */
    public long claimUntilNanos() {
        Life now = life;
        if (now == null || now.revoked) {
            return Partner.LONG_AGO;
        }
        return Math.max(promisedUntil(now), now.confirmations.confirmedUntil());
    }

    private long promisedUntil(Life now) {
        if (promisedStale) {
            promisedStale = false;
            promised = now.list.known() ? leastPromise(now) : Partner.LONG_AGO;
        }
        return promised;
    }

    private long leastPromise(Life now) {
        seatPartners(now);
        long until = unseated;
        for (Partner partner : listed) {
            until = Math.min(until, partner.promisedUntil());
        }
        return until;
    }

    /** After a change of partners or list: who sits on the seats that count. */
    private void seatPartners(Life now) {
        if (!listedStale) {
            return;
        }
        listedStale = false;
        wantedStale = true;
        List<Partner> seated = new ArrayList<>();
        unseated = NEVER;
        for (Partner partner : order) {
            partner.counted = now.list.counted().contains(partner.seat);
        }
        for (Seat seat : now.list.counted()) {
            Partner partner = partners.get(seat.member());
            if (partner != null && partner.seat.equals(seat)) {
                seated.add(partner);
            } else {
                unseated = Math.min(unseated, earlier.getOrDefault(seat, Partner.LONG_AGO));
            }
        }
        listed = seated.toArray(Partner[]::new);
    }

    /** Nothing may be claimed though this stack is a member. */
    public boolean suspended() {
        return suspended;
    }

    /** How long a claimer waits after it has learned that an owner is isolated, nanoseconds (kG, clause 10). */
    public long claimWaitNanos() {
        return values.waitNanos();
    }

    /** The values in force. */
    public RightValues values() {
        return values;
    }

    /** What happened so far. */
    public RightCounters counters() {
        return counters;
    }

    /** When a member was last heard by this stack; empty: never, or not a member. */
    public Optional<Long> heardAtNanos(Member member) {
        return partner(member).map(Partner::heardAt).filter(at -> at != Partner.LONG_AGO);
    }

    /** This stack's promise to the member is in force: it was heard within kL. */
    public boolean hears(Member member, long nowNanos) {
        return heardAtNanos(member)
                .filter(at -> nowNanos - at < values.boundNanos())
                .isPresent();
    }

    /**
     * An operator vouches that a member is down, and no other member hears it: it is isolated though it may have no
     * seat for this one, as soon as its beat has stood still, if nobody on its list is active any more (clause 14).
     * The word counts until it is withdrawn, or the member is heard.
     */
    public void declareDown(Member member) {
        partner(member).ifPresent(partner -> partner.isolation.declaredDown());
    }

    /** The operator's word counts no longer. */
    public void withdrawDown(Member member) {
        partner(member).ifPresent(partner -> partner.isolation.withdrawDown());
    }

    private Optional<Partner> partner(Member member) {
        return Optional.ofNullable(partners.get(member.name()))
                .filter(partner -> partner.member.incarnation() == member.incarnation());
    }

    /** Confirmations sent to the ensemble. */
    public long confirmationsSent() {
        return life == null ? 0 : life.confirmations.sent();
    }

    // ---- for the parts ----

    Seat ownSeat() {
        return Optional.ofNullable(life).orElseThrow().seat;
    }

    long ownVersion() {
        return Optional.ofNullable(life).orElseThrow().list.version();
    }

    Holdings holdings() {
        return around::holds;
    }

    /** Somebody on one of these seats is active, as far as is known here. */
    boolean seatsActive(SortedSet<Seat> seats) {
        for (Partner partner : order) {
            if (partner.isolation.phase() != Isolation.Phase.OVER && seats.contains(partner.seat)) {
                return true;
            }
        }
        return false;
    }

    boolean policyPermits(Partner partner, long nowNanos) {
        return around.mayIsolate(partner.member, nowNanos);
    }

    /** The version of the own record is known. */
    boolean ownListSettled() {
        Life now = life;
        return now != null && now.list.settled();
    }

    void rewriteOwn(Runnable then) {
        Life now = life;
        if (now != null) {
            now.list.rewrite(then);
        }
    }

    void isolating(Partner partner) {
        around.told(Notice.ISOLATING, partner.member);
    }

    void isolated(Partner partner) {
        counters.isolations++;
        around.told(Notice.ISOLATED, partner.member);
        dataSet.reread();
    }

    void heardAgain(Partner partner) {
        around.told(Notice.HEARD_AGAIN, partner.member);
    }

    void barred(Partner partner) {
        around.told(Notice.BARRED, partner.member);
    }

    void revoked() {
        Life now = life;
        if (now != null) {
            revoked(now.self);
        }
    }

    private void revoked(Member who) {
        Life now = life;
        if (now != null && now.self.equals(who) && !now.revoked) {
            now.revoked = true;
            around.revoked();
            // The group must find out by itself that this incarnation is out, and nothing else may make it look.
            dataSet.reread();
        }
    }
}
