package io.openplex.stackd.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OperatorConsoleTest {
    private final LabStack stack = new LabStack();
    private final OperatorConsole console = stack.console();

    private CommandResult run(String command) {
        return console.execute(command, Authority.CONTROL, LabStack.NOW);
    }

    @Test
    void theIdentifierGrowsWithEveryMultiLineReplyOnly() {
        assertThat(run("D TCPIP").lines().getFirst()).endsWith(" 1");
        assertThat(run("D TCPIP,,SYSPLEX,GROUP").lines().getFirst()).endsWith("EZBTCPCS");
        assertThat(run("D TCPIP,,NETSTAT,XYZ").success()).isFalse();
        assertThat(run("D TCPIP").lines().getFirst()).endsWith(" 2");
    }

    @Test
    void theJsonTwinSaysWhatTheTextSays() {
        CommandResult result = run("D TCPIP,,N,VIPAD,DVIPA,MAX=1");
        assertThat(result.json())
                .isEqualTo("{\"report\":\"VIPADYN\",\"system\":\"SYSA\",\"stack\":\"TCPIPA\",\"dvipas\":[{"
                        + "\"address\":\"198.51.100.11\",\"prefixLength\":28,\"status\":\"ACTIVE\","
                        + "\"origin\":\"VIPADEFINE\",\"distStat\":\"DIST/DEST\","
                        + "\"activated\":\"11/15/2025 09:14:07\"}],\"displayed\":1,\"total\":4}");
    }

    @Test
    void aRankThatThereIsNotIsNull() {
        assertThat(run("D TCPIP,,SYSPLEX,VIPADYN").json())
                .contains("\"status\":\"ACTIVE\",\"rank\":null,")
                .contains("\"status\":\"BACKUP\",\"rank\":\"100\",");
    }

    @Test
    void everyDisplayHasAJsonTwinWithAsManyRecordsAsItsText() {
        for (String command : List.of(
                "D TCPIP,,N,HO", "D TCPIP,,N,CO", "D TCPIP,,N,VDPT,DETAIL", "D TCPIP,,N,VCRT", "D TCPIP,,SYS,VIPAD")) {
            CommandResult result = run(command);
            int total = result.report().orElseThrow().total();
            assertThat(result.json()).endsWith("\"displayed\":" + total + ",\"total\":" + total + "}");
            assertThat(result.lines()).contains(total + " OF " + total + " RECORDS DISPLAYED");
        }
    }

    @Test
    void abbreviationsShorterThanTheMinimumAreRefused() {
        assertThat(run("D TCPIP,,NETSTAT,H").success()).isFalse();
        assertThat(run("D TCPIP,,NETSTAT,VIPA").success()).isFalse();
        assertThat(run("D TCPIP,,N,CO").success()).isTrue();
        assertThat(run("DIS TCPIP").success()).isFalse();
    }

    @Test
    void aDisplayUserMayLookAndNotChange() {
        assertThat(console.execute("D TCPIP", Authority.DISPLAY, LabStack.NOW).success())
                .isTrue();
        for (String command :
                List.of("V TCPIP,,SYSPLEX,LEAVEGROUP", "P TCPIPA", "F TCPIPA,X", "RO SYSA,V TCPIP,,DROP,A7")) {
            CommandResult refused = console.execute(command, Authority.DISPLAY, LabStack.NOW);
            assertThat(refused.lines().getFirst()).startsWith("IEE345I ");
        }
        assertThat(stack.calls).isEmpty();
    }

    @Test
    void operandsReachTheStack() {
        run("V TCPIP,,SYSPLEX,QUI,POrt=80,JOBNAME=web,ASID=1f");
        run("V TCPIP,,SYSPLEX,RESUME,TARGET");
        run("V TCPIP,,SYSPLEX,REACT,DVIPA=dvipa6a");
        run("V TCPIP,,DROP,CONN=FFFFFFFF");
        run("V TCPIP,,SYNT,LAB.TCPPARMS(A)");
        run("P TCPIPA");
        assertThat(stack.calls)
                .containsExactly(
                        "quiesce ByPort[port=80, job=Optional[WEB], asid=OptionalInt[31]]",
                        "resume WholeTarget[]",
                        "reactivate DVIPA6A",
                        "drop ffffffff",
                        "check LAB.TCPPARMS(A)",
                        "stop");
    }

    @Test
    void badOperandsNeverReachTheStack() {
        for (String command : List.of(
                "V TCPIP,,SYSPLEX,QUIESCE,PORT=0",
                "V TCPIP,,SYSPLEX,QUIESCE,TARGET,PORT=80",
                "V TCPIP,,SYSPLEX,QUIESCE,PORT=80,ASID=1F",
                "V TCPIP,,SYSPLEX,DEACTIVATE",
                "V TCPIP,,SYSPLEX,LEAVEGROUP,NOW",
                "V TCPIP,,DROP,12345678A",
                "V TCPIP,,DROP",
                "V TCPIP,NOSUCH,DROP,1",
                "P NOSUCH")) {
            assertThat(run(command).success()).as(command).isFalse();
        }
        assertThat(stack.calls).isEmpty();
    }

    @Test
    void completionOffersWhatTheTableHolds() {
        assertThat(console.complete("d tcpip,,netstat,v"))
                .contains("D TCPIP,,NETSTAT,VCRT", "D TCPIP,,NETSTAT,VDPT,DETAIL", "D TCPIP,,NETSTAT,VIPADYN")
                .doesNotContain("D TCPIP,,NETSTAT,VIPADCFG");
        assertThat(console.complete("D TCPIP,TCPIPA,SYS")).contains("D TCPIP,TCPIPA,SYSPLEX,GROUP");
    }

    @Test
    @DisplayName("any text of up to 4096 characters gives an answer")
    void anyTextGivesAnAnswer() {
        Random random = new Random(80);
        List<String> words = new ArrayList<>(console.complete(""));
        words.addAll(List.of(
                "D",
                "V",
                "RO SYSA,",
                "TCPIP",
                ",",
                ",,",
                "=",
                "(",
                ")",
                "*",
                "?",
                "MAX=",
                "PORT=",
                "IPADDR=",
                "IPPORT=",
                "CLIENT=",
                "198.51.100.11",
                "::1",
                "/",
                "+",
                "99999999999",
                "-1",
                "HELP",
                "XCF,GROUP,",
                "\u0000",
                "\ud800",
                "\u00df",
                "\u0661",
                " ",
                "\n"));
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int parts = random.nextInt(round % 100 == 0 ? 400 : 8);
            for (int i = 0; i < parts; i++) {
                text.append(
                        random.nextInt(6) == 0
                                ? String.valueOf((char) random.nextInt(0x10000))
                                : words.get(random.nextInt(words.size())));
            }
            String command = text.substring(0, Math.min(text.length(), OperatorConsole.COMMAND_MAX));
            CommandResult result = run(command);
            assertThat(result.lines()).as(command).isNotEmpty();
            assertThat(console.complete(command)).isNotNull();
        }
    }

    @Test
    void manyStarsInAFilterAreAnsweredQuickly() {
        String name = "*".repeat(2000) + "A".repeat(1000);
        assertThat(run("D TCPIP,,NETSTAT,CONN,CLIENT=" + name).success()).isTrue();
        assertThat(Selection.wildcard("W*S?V*", "WEBSRV1")).isTrue();
        assertThat(Selection.wildcard("W*S?V", "WEBSRV1")).isFalse();
    }

    @Test
    void displaysOfTheRoutingDaemonAreAnsweredWithTheirMessage() {
        for (String command :
                List.of("D TCPIP,,OMPROUTE", "D TCPIP,TCPIPA,OMPR,OSPF,LIST,ALL", "D TCPIP,,OMP,RTTABLE")) {
            CommandResult result = run(command);
            assertThat(result.success()).as(command).isFalse();
            assertThat(result.lines()).as(command).singleElement().asString().startsWith("OPX0004I");
        }
    }
}
