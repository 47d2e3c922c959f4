package io.openplex.stackd.sysplex;

import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpInterface;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.OsaInterface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** DVIPAs in the home list and at the adapters. */
final class DvipaAddresses {
    private final IpLayer ip;
    private final Set<IpAddress> claimed = new HashSet<>();

    /** Out of HOME, and still registered until the frames of this iteration have left. */
    private final Set<IpAddress> leaving = new LinkedHashSet<>();

    DvipaAddresses(IpLayer ip) {
        this.ip = ip;
    }

    void install(IpPrefix address, String interfaceName, io.openplex.dvipa.HomeKind kind, long nowNanos) {
        HomeKind shown = switch (kind) {
            case OWNED -> HomeKind.DVIPA_OWNED;
            case INTERNAL -> HomeKind.DVIPA_TARGET;
            case LINGERING -> HomeKind.DVIPA_MOVING;
        };
        leaving.remove(address.address());
        if (address.address().isV4()) {
            ip.home().addDvipa(address.address(), shown);
        } else {
            ip.home().add(new HomeEntry(interfaceName, address.address(), shown));
        }
        if (shown == HomeKind.DVIPA_TARGET) {
            // A target opens and refuses connections for the owner, as long as it may believe that it still is one.
            register(address.address(), RegistrationKind.TARGET, nowNanos);
        }
    }

    /**
     * Takes the address out of HOME. It is deregistered only when the frames of this iteration have left
     * ({@link #flushed}): among them may be RST of its connections, which the registration holds to the right to own.
     */
    void uninstall(IpAddress address) {
        ip.home().removeDvipa(address);
        leaving.add(address);
    }

    /** The interfaces have flushed. */
    void flushed(long nowNanos) {
        if (!leaving.isEmpty()) {
            leaving.forEach(address -> deregister(address, nowNanos));
            leaving.clear();
        }
    }

    /**
     * Registers with every adapter, and has one per LAN answer: two adapters that answer for one VIPA on a LAN
     * confuse it (hardware.md 2.9). The others know the address too, so that none lets a claim out once the lease is
     * over.
     */
    void startClaiming(IpAddress address, long nowNanos) {
        claimed.add(address);
        List<IpPrefix> served = new ArrayList<>();
        for (IpInterface attached : ip.attached()) {
            if (attached instanceof OsaInterface osa) {
                // Interfaces in the same subnet are on the same LAN; the first that is there serves it.
                IpPrefix lan = osa.prefix().network();
                RegistrationKind kind = served.contains(lan) ? RegistrationKind.LEASED_SILENT : RegistrationKind.LEASED;
                served.add(lan);
                osa.session().register(address, kind, true, nowNanos);
            }
        }
    }

    /**
     * Claims nothing from now on, though connections may go on: until the address is uninstalled, or is that of a
     * target, SYN-ACK and RST from it leave by no adapter.
     */
    void stopClaiming(IpAddress address, long nowNanos) {
        claimed.remove(address);
        register(address, RegistrationKind.FORBIDDEN, nowNanos);
    }

    /** Between {@link #startClaiming} and {@link #stopClaiming}; allocates nothing. */
    boolean isClaimed(IpAddress address) {
        return claimed.contains(address);
    }

    private void register(IpAddress address, RegistrationKind kind, long nowNanos) {
        for (IpInterface attached : ip.attached()) {
            if (attached instanceof OsaInterface osa) {
                osa.session().register(address, kind, false, nowNanos);
            }
        }
    }

    private void deregister(IpAddress address, long nowNanos) {
        for (IpInterface attached : ip.attached()) {
            if (attached instanceof OsaInterface osa) {
                osa.session().deregister(address, nowNanos);
            }
        }
    }

    boolean isDvipa(IpAddress address) {
        HomeEntry entry = ip.home().find(address);
        return entry != null && entry.kind().isDvipa();
    }
}
