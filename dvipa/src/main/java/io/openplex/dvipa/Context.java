package io.openplex.dvipa;

import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;

/** What the parts of the engine share. */
final class Context {
    final DvipaSettings settings;
    final LocalConnections connections;
    final Group group = new Group();

    /** Status of definitions while this stack is out; meaningful after {@link #leftOnce}. */
    Status outStatus = Status.DEACTIVATED_LEAVE_GROUP;

    boolean leftOnce;
    /** Addresses are being handed over before this stack leaves. */
    boolean leaving;

    /** No address is claimed before then. */
    long resignedUntil = Entry.NEVER;

    /** Addresses whose owner is gone and whose next owner is not known yet. */
    int orphans;

    long now;
    long staleSignals;
    long statusChanges;

    private List<DvipaAction> out = new ArrayList<>();
    private long attempts;

    Context(DvipaSettings settings, LocalConnections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    void emit(DvipaAction action) {
        out.add(action);
    }

    List<DvipaAction> drain() {
        List<DvipaAction> done = out;
        out = new ArrayList<>();
        return done;
    }

    long nextAttempt() {
        return ++attempts;
    }

    /** This stack's line in the table. */
    TableEntry tableEntry(Entry e, Status status) {
        Claim.Attributes attributes = e.attributes();
        Claim claim = e.claim;
        return new TableEntry(
                e.address,
                attributes.prefixLength(),
                attributes.interfaceName(),
                e.origin(),
                status,
                claim == null ? 0 : claim.rank(),
                attributes.moveable(),
                e.role,
                e.held ? e.view.epoch() : 0,
                claim == null ? 0 : claim.order());
    }

    /** This stack as a candidate for the address. */
    Group.InLine ownPlace(Entry e) {
        Member self = group.self();
        return new Group.InLine(self, tableEntry(e, e.wanted() ? Status.BACKUP : Status.DEACTIVATED));
    }
}
