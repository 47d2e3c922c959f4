package io.openplex.dvipa;

import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.Tier;
import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaDelete;
import io.openplex.dvipa.config.VipaRange;
import io.openplex.dvipa.config.VipaRoute;
import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns configuration statements into claims, or says why not. */
final class Statements {
    private final Context c;
    private final NavigableMap<IpAddress, Entry> entries;

    Statements(Context context, NavigableMap<IpAddress, Entry> entries) {
        this.c = context;
        this.entries = entries;
    }

    void apply(VipaStatement statement) {
        refusalOf(statement).ifPresent(refusal -> c.emit(new DvipaAction.RefuseStatement(statement, refusal)));
    }

    private Optional<StatementRefusal> refusalOf(VipaStatement statement) {
        return switch (statement) {
            case VipaDefine define -> define(define);
            case VipaBackup backup -> backup(backup);
            case VipaDelete delete -> delete(delete);
            case VipaRange range -> Optional.of(StatementRefusal.UNSUPPORTED);
            case VipaRoute route -> Optional.of(StatementRefusal.UNSUPPORTED);
        };
    }

    private Optional<StatementRefusal> define(VipaDefine define) {
        if (define.tier() != Tier.NONE || define.cpcScope() || define.serviceManager()) {
            return Optional.of(StatementRefusal.UNSUPPORTED);
        }
        IpAddress address = define.address().address();
        if (!activationValid(address, define.moveable(), define.address().length())) {
            return Optional.of(StatementRefusal.INVALID);
        }
        return claim(address, define.interfaceName(), define);
    }

    private Optional<StatementRefusal> backup(VipaBackup backup) {
        Optional<VipaBackup.Activation> activation = backup.activation();
        boolean serviceManager =
                activation.map(VipaBackup.Activation::serviceManager).orElse(false);
        if (backup.tier() != Tier.NONE || backup.cpcScope() || serviceManager) {
            return Optional.of(StatementRefusal.UNSUPPORTED);
        }
        boolean rankValid = backup.rank() >= 1 && backup.rank() <= VipaBackup.MAXIMUM_RANK;
        boolean valid = activation
                .map(a -> activationValid(backup.address(), a.moveable(), a.prefixLength()))
                .orElse(true);
        if (!rankValid || !valid) {
            return Optional.of(StatementRefusal.INVALID);
        }
        return claim(backup.address(), backup.interfaceName(), backup);
    }

    private static boolean activationValid(IpAddress address, Moveable moveable, int prefixLength) {
        boolean moveableValid = moveable == Moveable.IMMEDIATE || moveable == Moveable.WHEN_IDLE && address.isV4();
        return moveableValid && prefixLength >= 1 && prefixLength <= address.bitLength();
    }

    private Optional<StatementRefusal> claim(IpAddress address, String interfaceName, VipaStatement statement) {
        if (address.isV4() != interfaceName.isEmpty()) {
            return Optional.of(StatementRefusal.INVALID);
        }
        Entry present = entries.get(address);
        if (present != null && present.claim != null) {
            return Optional.of(StatementRefusal.ALREADY_DEFINED);
        }
        if (entries.values().stream().filter(e -> e.claim != null).count() >= c.settings.maximumAddresses()) {
            c.emit(new DvipaAction.IssueMessage("EZZ8309I", List.of(address.toConsole())));
            return Optional.of(StatementRefusal.TOO_MANY);
        }
        Entry entry = entries.computeIfAbsent(address, Entry::new);
        entry.claim = new Claim(statement, c.group.joined() ? nextOrder(address) : 0);
        return Optional.empty();
    }

    private Optional<StatementRefusal> delete(VipaDelete delete) {
        Entry entry = find(delete);
        if (entry == null || entry.claim == null) {
            return Optional.of(StatementRefusal.NOT_DEFINED);
        }
        // Keep what a holder needs to know until the address has left this stack.
        entry.learned = entry.attributes();
        entry.claim = null;
        entry.deactivated = false;
        return Optional.empty();
    }

    private @Nullable Entry find(VipaDelete delete) {
        if (delete.address().isPresent()) {
            return entries.get(delete.address().get());
        }
        for (Entry entry : entries.values()) {
            boolean named = entry.claim != null
                    && entry.claim.attributes().interfaceName().equals(delete.interfaceName());
            if (named && !delete.interfaceName().isEmpty()) {
                return entry;
            }
        }
        return null;
    }

    /** A logical time later than every definition of the address known here and than this stack's own join. */
    long nextOrder(IpAddress address) {
        long latest = c.group.self().incarnation();
        for (Group.InLine peer : c.group.holders(address)) {
            latest = Math.max(latest, peer.entry().definedOrder());
        }
        return latest + 1;
    }
}
