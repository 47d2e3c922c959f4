package io.openplex.stackd.sysplex;

import io.openplex.dvipa.CommandOutcome;
import io.openplex.hwsim.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the engine took the latest operator command; commands of a stack run one at a time (operations.md 2).
 */
final class CommandWaiters {
    private @Nullable IpAddress address;
    private @Nullable CommandOutcome outcome;

    void ended(IpAddress of, CommandOutcome how) {
        address = of;
        outcome = how;
    }

    /** The outcome for this address, once. */
    @Nullable
    CommandOutcome take(IpAddress of) {
        CommandOutcome taken = address != null && address.equals(of) ? outcome : null;
        address = null;
        outcome = null;
        return taken;
    }
}
