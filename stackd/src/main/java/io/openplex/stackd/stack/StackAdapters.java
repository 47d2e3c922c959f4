package io.openplex.stackd.stack;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEvents;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaHardware;
import io.openplex.hwsim.adapters.osa.OsaPort;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.adapters.osa.RouterRole;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.StackMessage;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpInterface;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.OsaInterface;
import io.openplex.stackd.ip.Route;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.loop.LoopFlusher;
import io.openplex.stackd.profile.InterfaceDefinition;
import io.openplex.stackd.profile.RouteDefinition;
import io.openplex.stackd.profile.StackProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces and static routes of the profile on the adapters that are there. As a flusher, before that of the IP
 * layer, it renews the adapters' lease of the addresses that can move.
 */
final class StackAdapters implements LoopFlusher {
    private static final int UNUSED_FRAMES = 256;
    private static final LanPort.Receiver DISCARD = (frame, nowNanos) -> {};

    private final StackProfile profile;
    private final Surroundings around;
    private final IpLayer ip;
    private final ClaimLicence licence;
    private final StackLife life;
    private final String system;
    private final Map<String, OsaPort> ports = new HashMap<>();
    private final List<AdapterSession> sessions = new ArrayList<>();
    private LanPort[] unused = {};

    StackAdapters(
            String system,
            StackProfile profile,
            Surroundings around,
            IpLayer ip,
            ClaimLicence licence,
            StackLife life) {
        this.system = system;
        this.profile = profile;
        this.around = around;
        this.ip = ip;
        this.licence = licence;
        this.life = life;
    }

    void start(long nowNanos) {
        boolean primary = true;
        for (InterfaceDefinition definition : profile.interfaces()) {
            switch (definition.kind()) {
                case IPAQENET -> osa(definition, primary, nowNanos);
                case VIRTUAL -> virtual(definition, primary);
            }
            primary = false;
        }
        for (RouteDefinition route : profile.routes()) {
            route(route, nowNanos);
        }
        Set<String> used = sessions.stream().map(AdapterSession::portName).collect(Collectors.toSet());
        unused = around.ports().entrySet().stream()
                .filter(port -> !used.contains(port.getKey()))
                .map(port -> port.getValue().lan())
                .toArray(LanPort[]::new);
    }

    /** An interface that no START names stays down, as on z/OS. */
    private void osa(InterfaceDefinition definition, boolean primary, long nowNanos) {
        if (!profile.starts().contains(definition.name())) {
            return;
        }
        OsaPort port = port(definition.portName());
        if (port == null) {
            life.issue(OpenplexMessage.OPX0014I.with(definition.portName(), definition.name()), nowNanos);
            return;
        }
        DedicatedOsa session;
        try {
            session = new DedicatedOsa(
                    port, settings(definition), around.clock()::nanos, gate(), new Events(definition.name()));
        } catch (SessionRefused e) {
            life.issue(StackMessage.EZZ4336I.with(definition.name(), code(e.code())), nowNanos);
            return;
        }
        sessions.add(session);
        session.renewLease(licence.claimUntilNanos());
        OsaInterface attached = new OsaInterface(
                definition.name(),
                session,
                definition.address(),
                definition.mtu().orElse(0));
        ip.attach(attached);
        IpAddress address = definition.address().address();
        ip.home().add(new HomeEntry(definition.name(), address, HomeKind.INTERFACE, primary));
        if (definition.hasSubnet()) {
            ip.routes().add(Route.direct(definition.address(), attached));
        }
        int routed =
                session.session().setRouter(false, role(definition.sharing().router()));
        if (routed != AdapterSession.OK) {
            life.issue(StackMessage.EZZ4336I.with(definition.name(), code(routed)), nowNanos);
        }
        int code = session.register(address, RegistrationKind.PERMANENT, false, nowNanos);
        registered(definition.name(), address, code, nowNanos);
        life.issue(StackMessage.EZZ4340I.with(definition.name()), nowNanos);
    }

    /** The port of a name, made when its first interface is; null when this system has none of that name. */
    private @Nullable OsaPort port(String name) {
        Surroundings.OsaAttachment attachment = around.ports().get(name);
        return attachment == null
                ? null
                : ports.computeIfAbsent(name, n -> new OsaPort(OsaHardware.of(n, attachment.mac()), attachment.lan()));
    }

    private OsaSettings settings(InterfaceDefinition definition) {
        OsaSettings.Vmac vmac = definition
                .vmac()
                .map(own -> own.address().map(OsaSettings.Vmac::of).orElse(OsaSettings.Vmac.GENERATED))
                .orElse(OsaSettings.Vmac.NONE);
        return OsaSettings.of(
                        system,
                        definition.portName(),
                        vmac,
                        definition.address().address())
                .withVlan(definition.vlanId().orElse(Frame.NO_VLAN))
                .withRouting(definition.vmac().map(v -> routing(v.routeAll())).orElse(OsaSettings.Routing.ROUTELCL))
                .withIsolate(definition.sharing().isolate())
                .withGroups(definition.sharing().broadcast(), false);
    }

    private static RouterRole role(InterfaceDefinition.Router router) {
        return switch (router) {
            case NONROUTER -> RouterRole.NONROUTER;
            case PRIROUTER -> RouterRole.PRIROUTER;
            case SECROUTER -> RouterRole.SECROUTER;
        };
    }

    /** EZZ4327I when an adapter refused an address; one without link takes effect when the link comes. */
    private void registered(String interfaceName, IpAddress address, int code, long nowNanos) {
        if (code != AdapterSession.OK && code != AdapterSession.LAN_OFFLINE) {
            life.issue(
                    StackMessage.EZZ4327I.with(code(code), address.toConsole(), "INTERFACE", interfaceName), nowNanos);
        }
    }

    private static String code(int code) {
        return String.format(Locale.ROOT, "%04X", code);
    }

    /** What the adapter tells an interface. */
    private final class Events implements SessionEvents {
        private final String interfaceName;

        Events(String interfaceName) {
            this.interfaceName = interfaceName;
        }

        @Override
        public void duplicate(IpAddress address, long mac, boolean takeover, long nowNanos) {
            life.duplicateAddress(address, new MacAddress(mac), takeover, nowNanos);
        }

        @Override
        public void registered(IpAddress address, int code, long nowNanos) {
            StackAdapters.this.registered(interfaceName, address, code, nowNanos);
        }
    }

    private static OsaSettings.Routing routing(boolean routeAll) {
        return routeAll ? OsaSettings.Routing.ROUTEALL : OsaSettings.Routing.ROUTELCL;
    }

    private void virtual(InterfaceDefinition definition, boolean primary) {
        ip.home().add(new HomeEntry(definition.name(), definition.address().address(), HomeKind.INTERFACE, primary));
    }

    private void route(RouteDefinition definition, long nowNanos) {
        for (IpInterface attached : ip.attached()) {
            if (attached.name().equals(definition.interfaceName())) {
                ip.routes()
                        .add(new Route(
                                definition.destination(),
                                definition.firstHop().orElse(null),
                                attached,
                                definition.mtu()));
                return;
            }
        }
        life.issue(OpenplexMessage.OPX0015I.with(definition.destination(), definition.interfaceName()), nowNanos);
    }

    /** A claim of a DVIPA needs the licence at this very moment; the interfaces' own addresses never move. */
    private RegistrationGate gate() {
        return (high, low) -> {
            HomeEntry entry = ip.home().find(high, low);
            return entry != null
                    && (!entry.kind().isDvipa()
                            || licence.mayClaim(around.clock().nanos()));
        };
    }

    @Override
    public void flush(boolean mayClaim, long nowNanos) {
        renewLease(licence.claimUntilNanos());
        // What nobody reads would end every wait of the loop at once.
        for (LanPort port : unused) {
            port.poll(DISCARD, UNUSED_FRAMES, nowNanos);
        }
    }

    /** Sets until when the adapters may claim DVIPAs, as a reading of the loop's clock. */
    void renewLease(long untilNanos) {
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).renewLease(untilNanos);
        }
    }

    List<AdapterSession> sessions() {
        return List.copyOf(sessions);
    }
}
