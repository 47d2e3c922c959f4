package io.openplex.stackd.sysplex;

import io.openplex.dvipa.DvipaAction;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.OwnerId;
import io.openplex.dvipa.OwnershipView;
import io.openplex.dvipa.WriteOutcome;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Ownership records in the coupling facility: the engine's requests as reads and writes, the replies as events. */
final class OwnershipRecords {
    private final CouplingFacility facility;
    private final Function<OwnerId, Optional<Member>> active;
    private final Consumer<DvipaEvent> events;
    private long unreadable;

    /** Finds members whom a record is to name by {@code active}. */
    OwnershipRecords(
            CouplingFacility facility, Function<OwnerId, Optional<Member>> active, Consumer<DvipaEvent> events) {
        this.facility = facility;
        this.active = active;
        this.events = events;
    }

    void read(DvipaAction.ReadRecord request) {
        look(
                request.address(),
                view -> events.accept(new DvipaEvent.RecordRead(request.address(), request.attempt(), view)));
    }

    /** Reads one record; empty when the service did not answer. */
    void look(IpAddress address, Consumer<Optional<OwnershipView>> answer) {
        facility.read(OwnershipView.STRUCTURE, address.toString(), (status, entry) -> {
            switch (status) {
                case OK -> answer.accept(entry.flatMap(this::view));
                case NOT_FOUND -> answer.accept(Optional.of(OwnershipView.ABSENT));
                default -> answer.accept(Optional.empty());
            }
        });
    }

    void write(DvipaAction.WriteRecord request) {
        BiConsumer<WriteOutcome, Long> answer = (outcome, version) ->
                events.accept(new DvipaEvent.RecordWritten(request.address(), request.attempt(), outcome, version));
        Optional<Member> inFavourOf = request.owner().flatMap(active);
        if (request.owner().isPresent() && inFavourOf.isEmpty()) {
            answer.accept(WriteOutcome.MISMATCH, CouplingFacility.ABSENT); // it is gone: look again
            return;
        }
        facility.write(
                OwnershipView.STRUCTURE,
                request.address().toString(),
                request.expectedVersion(),
                SignalCodec.record(request.owner()),
                inFavourOf,
                (status, entry) -> answer.accept(
                        outcome(status),
                        entry.map(CouplingFacility.Entry::version).orElse(CouplingFacility.ABSENT)));
    }

    private static WriteOutcome outcome(CouplingFacility.Status status) {
        return switch (status) {
            case OK -> WriteOutcome.WRITTEN;
            case VERSION_MISMATCH, NOT_FOUND -> WriteOutcome.MISMATCH;
            case NOT_A_MEMBER -> WriteOutcome.NOT_A_MEMBER;
            case IN_DOUBT -> WriteOutcome.IN_DOUBT;
        };
    }

    private Optional<OwnershipView> view(CouplingFacility.Entry entry) {
        try {
            Optional<OwnerId> owner = SignalCodec.owner(entry.data());
            return Optional.of(new OwnershipView(entry.version(), owner));
        } catch (SignalCodec.BadSignalException e) {
            // It may name an owner that is alive: nobody claims on it before somebody has written a readable one.
            unreadable++;
            return Optional.of(OwnershipView.unreadable(entry.version()));
        }
    }

    /** True when an entry names this owner, or cannot be read and so may name anybody. */
    static boolean mayName(CouplingFacility.Entry entry, OwnerId owner) {
        try {
            return SignalCodec.owner(entry.data()).filter(owner::equals).isPresent();
        } catch (SignalCodec.BadSignalException e) {
            return true;
        }
    }

    /** Records found with a content that is none. */
    long unreadable() {
        return unreadable;
    }
}
