package io.openplex.stackd.profile;

import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Collects what the statements say and the messages about it. The statement classes work on it one statement at a time,
 * in the order of the file.
 */
final class ProfileBuilder {
    final List<InterfaceDefinition> interfaces = new ArrayList<>();
    final List<DeviceDefinition> devices = new ArrayList<>();
    final List<LinkDefinition> links = new ArrayList<>();
    final List<HomeEntry> home = new ArrayList<>();
    final List<RouteDefinition> routes = new ArrayList<>();
    final List<PortReservation> ports = new ArrayList<>();
    final List<String> starts = new ArrayList<>();
    final List<VipaDynamic.Statement> vipas = new ArrayList<>();
    IpConfig ipConfig = IpConfig.DEFAULT;
    IpConfig6 ipConfig6 = IpConfig6.DEFAULT;
    GlobalConfig globalConfig = GlobalConfig.DEFAULT;
    TcpConfig tcpConfig = TcpConfig.DEFAULT;
    Autolog autolog = Autolog.NONE;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final boolean complete;
    private Position at = new Position("", 1);

    /**
     * A builder.
     *
     * @param complete whether the file is a whole profile, so that a name that it does not define is an error; a file
     *     of changes may mean what the running stack has (profile.md 1.8)
     */
    ProfileBuilder(boolean complete) {
        this.complete = complete;
    }

    /** Which statement the following messages are about. */
    void statementAt(Position position) {
        at = position;
    }

    /** Adds a message about a line of the statement's file. */
    void say(Message message, int line) {
        diagnostics.add(new Diagnostic(message, new Position(at.file(), line)));
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /** Whether names must be defined in this file. */
    boolean complete() {
        return complete;
    }

    /** Whether a device, link or interface has the name; then it is reported. */
    boolean isTaken(String kind, String name, int line) {
        boolean taken = hasDevice(name) || hasLink(name) || hasInterface(name);
        if (taken) {
            say(ProfileMessage.EZZ0328I.with(kind, name, line), line);
        }
        return taken;
    }

    boolean hasDevice(String name) {
        return has(devices, DeviceDefinition::name, name);
    }

    boolean hasLink(String name) {
        return has(links, LinkDefinition::name, name);
    }

    boolean hasInterface(String name) {
        return has(interfaces, InterfaceDefinition::name, name);
    }

    /** Whether the name is that of an interface that START acts on. */
    boolean isOsa(String name) {
        return interfaces.stream()
                .anyMatch(i -> i.name().equals(name) && i.kind() == InterfaceDefinition.Kind.IPAQENET);
    }

    private static <T> boolean has(List<T> all, Function<T, String> nameOf, String name) {
        return all.stream().anyMatch(one -> nameOf.apply(one).equals(name));
    }

    StackProfile build() {
        return new StackProfile(
                List.copyOf(interfaces),
                List.copyOf(devices),
                List.copyOf(links),
                List.copyOf(home),
                List.copyOf(routes),
                ipConfig,
                ipConfig6,
                globalConfig,
                tcpConfig,
                List.copyOf(ports),
                autolog,
                List.copyOf(starts),
                new VipaDynamic(List.copyOf(vipas)));
    }
}
