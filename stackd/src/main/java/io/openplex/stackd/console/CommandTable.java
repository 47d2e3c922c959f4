package io.openplex.stackd.console;

import static io.openplex.stackd.console.Authority.CONTROL;
import static io.openplex.stackd.console.Authority.DISPLAY;
import static io.openplex.stackd.console.Filter.APPLD;
import static io.openplex.stackd.console.Filter.ASID;
import static io.openplex.stackd.console.Filter.CLIENT;
import static io.openplex.stackd.console.Filter.CONNECTION;
import static io.openplex.stackd.console.Filter.DVIPA;
import static io.openplex.stackd.console.Filter.FORMAT;
import static io.openplex.stackd.console.Filter.INTFNAME;
import static io.openplex.stackd.console.Filter.IPADDR;
import static io.openplex.stackd.console.Filter.IPPORT;
import static io.openplex.stackd.console.Filter.JOBNAME;
import static io.openplex.stackd.console.Filter.MAX;
import static io.openplex.stackd.console.Filter.NOTN3270;
import static io.openplex.stackd.console.Filter.PORT;
import static io.openplex.stackd.console.Filter.TYPE;

import java.util.ArrayList;
import java.util.List;

/** Every command of the console: the language as data. */
final class CommandTable {
    private static final List<String> NETSTAT_ELSEWHERE = List.of(
            "ACCess",
            "ALL",
            "ARp",
            "BYTEinfo",
            "CACHinfo",
            "CONFIG",
            "DEFADDRT",
            "DEvlinks",
            "IDS",
            "ND",
            "PORTList",
            "RESCache",
            "ROUTe",
            "SOCKets",
            "SRCIP",
            "STATS",
            "TTLS",
            "VIPADCFG");
    private static final List<String> DISPLAY_ELSEWHERE = List.of("OMProute", "OSAINFO", "STOR", "TRACE");
    private static final List<String> VARY_ELSEWHERE = List.of(
            "DATtrace", "EXPORTprof", "OSAENTA", "PKTtrace", "PURGEcache", "SMCAT", "STArt", "STOp", "Obeyfile");

    private CommandTable() {}

    static List<ConsoleCommand> build(VaryCommands vary, XcfCommands xcf, OutstandingReplies replies) {
        List<ConsoleCommand> table = new ArrayList<>();
        displays(table);
        xcf(table, xcf, replies);
        for (String option : NETSTAT_ELSEWHERE) {
            table.add(display("D TCPIP,proc,Netstat," + option, "Not at this level.", CommandTable::elsewhere)
                    .positional(Integer.MAX_VALUE)
                    .filters(Filter.values()));
        }
        for (String function : DISPLAY_ELSEWHERE) {
            table.add(display("D TCPIP,proc," + function, "Not at this level.", CommandTable::elsewhere)
                    .positional(Integer.MAX_VALUE)
                    .filters(Filter.values()));
        }
        varies(table, vary);
        for (String function : VARY_ELSEWHERE) {
            table.add(control("V TCPIP,proc," + function, "Not at this level.", vary::unsupported)
                    .positional(Integer.MAX_VALUE)
                    .filters(Filter.values()));
        }
        return List.copyOf(table);
    }

    private static void displays(List<ConsoleCommand> table) {
        table.add(display("D TCPIP", "All stacks of this system.", SysplexDisplays::status));
        table.add(display("D TCPIP,proc,Netstat,HOme", "Addresses of the stack.", NetstatDisplays::home)
                .filters(INTFNAME, MAX, FORMAT));
        table.add(display(
                        "D TCPIP,proc,Netstat,COnn",
                        "Connections, listeners and UDP sockets.",
                        call -> NetstatDisplays.connections(call, false))
                .modifiers("APPLDATA", "SERVER", "NOTN3270")
                .filters(CLIENT, IPADDR, IPPORT, PORT, APPLD, NOTN3270, MAX, FORMAT));
        table.add(display(
                        "D TCPIP,proc,Netstat,ALLConn",
                        "The same with connections that ended recently.",
                        call -> NetstatDisplays.connections(call, true))
                .modifiers("APPLDATA", "NOTN3270")
                .filters(CLIENT, IPADDR, IPPORT, PORT, APPLD, NOTN3270, MAX, FORMAT));
        table.add(display("D TCPIP,proc,Netstat,VIPADyn", "Dynamic VIPAs of the stack.", NetstatDisplays::dynamicVipas)
                .modifiers("DVIPA", "VIPAROUTE")
                .filters(MAX, FORMAT));
        table.add(display("D TCPIP,proc,Netstat,VDPT", "Destination port table.", DistributorDisplays::destinationPorts)
                .modifiers("DETAIL")
                .filters(IPADDR, IPPORT, PORT, MAX, FORMAT));
        table.add(
                display("D TCPIP,proc,Netstat,VCRT", "Connection routing table.", DistributorDisplays::connectionRoutes)
                        .modifiers("DETAIL")
                        .filters(IPADDR, IPPORT, PORT, MAX, FORMAT));
        table.add(display(
                        "D TCPIP,proc,SYSplex,VIPADyn",
                        "Dynamic VIPAs as the group sees them.",
                        SysplexDisplays::dynamicVipas)
                .filters(IPADDR, INTFNAME, MAX));
        table.add(display("D TCPIP,proc,SYSplex,GROUP", "Group of the stack.", SysplexDisplays::group));
        table.add(display("D TCPIP,proc,SYSplex,PORTS", "Not at this level.", CommandTable::elsewhere));
    }

    private static void xcf(List<ConsoleCommand> table, XcfCommands vary, OutstandingReplies replies) {
        table.add(display("D XCF", "The sysplex and its systems.", XcfSystemDisplays::sysplex));
        table.add(display("D XCF,Sysplex", "Systems, details of all or of one.", XcfSystemDisplays::sysplex)
                .positional(1));
        table.add(display("D XCF,Group", "XCF groups, members of one, details.", XcfDisplays::groups)
                .positional(2));
        table.add(display("D XCF,Couple", "Intervals of failure detection.", XcfDisplays::couple));
        table.add(display("D XCF,POLicy", "Sysplex failure management.", XcfDisplays::policy)
                .filters(TYPE));
        table.add(display("D XCF,STRucture", "Not at this level.", call -> call.unsupported("DISPLAY " + call.name()))
                .positional(Integer.MAX_VALUE)
                .filters(Filter.values()));
        table.add(display("D R", "Messages that wait for a reply.", call -> ReplyDisplay.pending(call, replies))
                .modifiers("L"));
        table.add(control("V XCF", "Removes a system that is not heard any more.", vary::offline)
                .positional(2));
    }

    private static void varies(List<ConsoleCommand> table, VaryCommands vary) {
        table.add(control("V TCPIP,proc,SYSplex,LEAVEgroup", "Leaves the sysplex group.", vary::leaveGroup));
        table.add(control("V TCPIP,proc,SYSplex,JOINgroup", "Joins the sysplex group.", vary::joinGroup));
        table.add(control("V TCPIP,proc,SYSplex,DEACTivate", "Takes a DVIPA out.", vary::deactivate)
                .filters(DVIPA));
        table.add(control("V TCPIP,proc,SYSplex,REACTivate", "Puts a DVIPA back.", vary::reactivate)
                .filters(DVIPA));
        table.add(control("V TCPIP,proc,SYSplex,QUIesce", "No new work for servers.", vary::quiesce)
                .modifiers("TARGET")
                .filters(PORT, JOBNAME, ASID));
        table.add(control("V TCPIP,proc,SYSplex,RESUME", "New work again.", vary::resume)
                .modifiers("TARGET")
                .filters(PORT, JOBNAME, ASID));
        table.add(control("V TCPIP,proc,DRop", "Resets a connection.", vary::drop)
                .positional(1)
                .filters(CONNECTION));
        table.add(control("V TCPIP,proc,SYNTaxcheck", "Checks a profile, changes nothing.", vary::syntaxCheck)
                .positional(1));
    }

    private static CommandResult elsewhere(Invocation call) {
        return call.unsupported("DISPLAY TCPIP,," + call.name());
    }

    private static ConsoleCommand display(String grammar, String help, ConsoleCommand.Handler handler) {
        return ConsoleCommand.of(grammar, DISPLAY, help, handler);
    }

    private static ConsoleCommand control(String grammar, String help, ConsoleCommand.Handler handler) {
        return ConsoleCommand.of(grammar, CONTROL, help, handler);
    }
}
