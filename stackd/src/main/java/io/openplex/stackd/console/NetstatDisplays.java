package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.stackd.tcp.TcpState;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The NETSTAT reports in the LONG format (operations.md 1.3, 1.6, 1.8). */
final class NetstatDisplays {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss");

    private NetstatDisplays() {}

    static CommandResult home(Invocation call) {
        Optional<String> name = call.arguments().filter(Filter.INTFNAME);
        List<Entry> entries = new ArrayList<>();
        for (HomeEntry home : byFamily(call.view().home(), HomeEntry::address)) {
            if (name.isEmpty() || name.get().equals(Fold.upper(home.name()))) {
                entries.add(home(home));
            }
        }
        return print(call, "HOME", List.of(Report.Section.of("addresses", List.of("HOME ADDRESS LIST:"), entries)));
    }

    private static Entry home(HomeEntry home) {
        Entry.Builder entry = Entry.builder()
                .line(home.link() ? "LINKNAME:   " : "INTFNAME:   ")
                .field("name", Fold.upper(home.name()))
                .line("  ADDRESS:  ")
                .field("address", home.address().toConsole());
        home.type().ifPresent(type -> entry.line("    TYPE:   ").field("type", type));
        List<String> flags = home.flags().stream().map(Enum::name).toList();
        return entry.line("    FLAGS:  ")
                .field("flags", flags, String.join(" ", flags))
                .build();
    }

    static CommandResult connections(Invocation call, boolean closedToo) {
        Selection selection = Selection.of(call.arguments());
        if (selection.wrong().isPresent()) {
            return call.invalid(selection.wrong().get());
        }
        List<Entry> entries = new ArrayList<>();
        for (ConnectionEntry socket :
                byFamily(call.view().connections(), entry -> entry.local().address())) {
            if ((closedToo || !over(socket)) && serverWanted(call, socket) && selection.accepts(socket)) {
                entries.add(connection(socket, call.arguments().has("APPLDATA")));
            }
        }
        String name = closedToo ? "ALLCONN" : "CONN";
        return print(
                call, name, List.of(Report.Section.of("connections", List.of("USER ID  CONN     STATE"), entries)));
    }

    private static boolean over(ConnectionEntry socket) {
        return socket.state()
                .filter(state -> state == TcpState.CLOSED || state == TcpState.TIME_WAIT)
                .isPresent();
    }

    private static boolean serverWanted(Invocation call, ConnectionEntry socket) {
        return !call.arguments().has("SERVER")
                || socket.state().filter(state -> state == TcpState.LISTEN).isPresent();
    }

    private static Entry connection(ConnectionEntry socket, boolean applicationData) {
        String id = String.format("%08X", socket.connectionId());
        String state = socket.state().map(TcpState::display).orElse("UDP");
        String foreign = socket.foreign().map(Object::toString).orElse("*..*");
        Entry.Builder entry = Entry.builder()
                .line("")
                .field("userId", Fold.upper(socket.userId()), 9)
                .field("connectionId", id, 9)
                .field("state", Fold.upper(state))
                .line("  LOCAL SOCKET:   ")
                .field("local", socket.local().toString())
                .line("  FOREIGN SOCKET: ")
                .field("foreign", foreign);
        if (applicationData) {
            socket.applicationData()
                    .ifPresent(data -> entry.line("  APPLICATION DATA:  ").field("applicationData", Fold.upper(data)));
        }
        return entry.build();
    }

    static CommandResult dynamicVipas(Invocation call) {
        boolean all = !call.arguments().has("DVIPA") && !call.arguments().has("VIPAROUTE");
        List<Report.Section> sections = new ArrayList<>();
        if (all || call.arguments().has("DVIPA")) {
            List<Entry> entries = byFamily(
                            call.view().dvipas(), entry -> entry.prefix().address())
                    .stream()
                    .map(dvipa -> dynamicVipa(dvipa, call.time()))
                    .toList();
            sections.add(Report.Section.of("dvipas", List.of("DYNAMIC VIPA:"), entries));
        }
        List<Entry> routes = byFamily(call.view().vipaRoutes(), VipaRouteEntry::destXcf).stream()
                .map(NetstatDisplays::vipaRoute)
                .toList();
        if (call.arguments().has("VIPAROUTE") || all && !routes.isEmpty()) {
            sections.add(Report.Section.of("vipaRoutes", List.of("VIPA ROUTE:"), routes));
        }
        return print(call, "VIPADYN", sections);
    }

    private static Entry dynamicVipa(DvipaEntry dvipa, ZonedDateTime now) {
        Entry.Builder entry = Entry.builder();
        String address = dvipa.prefix().address().toConsole();
        if (dvipa.interfaceName().isPresent()) {
            entry.line("  INTFNAME: ")
                    .field("interface", Fold.upper(dvipa.interfaceName().get()))
                    .line("    IPADDR: ")
                    .field("address", address)
                    .data("prefixLength", dvipa.prefix().length());
        } else {
            entry.line("  IPADDR/PREFIXLEN: ")
                    .field("address", address)
                    .text("/")
                    .field("prefixLength", dvipa.prefix().length());
        }
        String activated = dvipa.activatedMillis().isPresent()
                ? DATE_TIME.format(Instant.ofEpochMilli(dvipa.activatedMillis().getAsLong())
                        .atZone(now.getZone()))
                : "N/A";
        entry.line("    STATUS: ")
                .field("status", dvipa.status(), 11)
                .text("ORIGIN: ")
                .field("origin", dvipa.origin().display(), 17)
                .text("DISTSTAT: ")
                .field("distStat", dvipa.distribution().netstat())
                .line("    ACTTIME:  ")
                .field("activated", activated);
        dvipa.jobName().ifPresent(job -> entry.line("    JOBNAME:  ").field("jobName", Fold.upper(job)));
        return entry.build();
    }

    private static Entry vipaRoute(VipaRouteEntry route) {
        return Entry.builder()
                .line("  DESTXCF: ")
                .field("destXcf", route.destXcf().toConsole())
                .line("    TARGETIP: ")
                .field("targetIp", route.target().toConsole())
                .line("    RTSTATUS: ")
                .field("status", route.status().display())
                .build();
    }

    /** IPv4 first, then IPv6, each in the given order. */
    static <T> List<T> byFamily(List<T> entries, Function<T, IpAddress> address) {
        return entries.stream()
                .sorted(Comparator.comparing(entry -> !address.apply(entry).isV4()))
                .toList();
    }

    static CommandResult print(Invocation call, String name, List<Report.Section> sections) {
        Optional<String> format = call.arguments().filter(Filter.FORMAT);
        if (format.isPresent() && "SHORT".equals(format.get())) {
            return call.refuse(OpenplexMessage.OPX0004I.with("FORMAT=SHORT (REPORTS ARE PRINTED IN FORMAT LONG)"));
        }
        if (format.isPresent() && !"LONG".equals(format.get())) {
            return call.invalid("FORMAT=" + format.get());
        }
        String header = CommandMessage.EZD0101I
                .with(Invocation.RELEASE, call.view().stack())
                .text();
        return call.displayLimited(
                report(call, name, header, sections, new Report.Ending.CountAndEnd()), maxRecords(call));
    }

    private static int maxRecords(Invocation call) {
        return call.view().maxRecords();
    }

    static Report report(
            Invocation call, String name, String header, List<Report.Section> sections, Report.Ending ending) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("system", call.view().system());
        facts.put("stack", call.view().stack());
        int total =
                sections.stream().mapToInt(section -> section.entries().size()).sum();
        return new Report(name, header, facts, sections, total, ending);
    }
}
