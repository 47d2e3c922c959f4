package io.openplex.stackd.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.messages.XcfMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XcfCommandsTest {
    private final LabStack stack = new LabStack();
    private final OperatorConsole console = stack.console();
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void sysCIsGone() {
        stack.silence = 60_000;
        stack.log.subscribe(line -> heard.add(line.logged()));
    }

    private CommandResult run(String command) {
        return console.execute(command, Authority.CONTROL, LabStack.NOW);
    }

    @Test
    void aConfirmedRemovalReachesTheStackAndItsEndReachesTheConsole() {
        assertThat(run("V XCF,SYSC,OFFLINE").success()).isTrue();
        assertThat(stack.calls).isEmpty();
        assertThat(run("R 01,SYSNAME=SYSC").lines()).containsExactly("IEE600I REPLY TO 01 IS;SYSNAME=SYSC");
        assertThat(stack.calls).containsExactly("remove SYSC");
        assertThat(run("V XCF,SYSC,OFFLINE").lines())
                .containsExactly("OPX0020I VARY XCF,SYSC,OFFLINE REFUSED: ITS REMOVAL IS IN PROGRESS");

        heard.clear();
        SysplexCommands.RemovalEnd end = stack.removal.orElseThrow();
        end.ended(CommandOutcome.carriedOut("IXC105I SYSPLEX PARTITIONING HAS COMPLETED FOR SYSC"), LabStack.NOW);
        end.ended(CommandOutcome.carriedOut("IXC105I SYSPLEX PARTITIONING HAS COMPLETED FOR SYSC"), LabStack.NOW);
        assertThat(heard).containsExactly("IXC105I SYSPLEX PARTITIONING HAS COMPLETED FOR SYSC");
        assertThat(run("V XCF,SYSC,OFFLINE").success()).isTrue();
    }

    @Test
    void aLateEndOfAnEarlierRemovalDoesNotEndTheNextOne() {
        run("V XCF,SYSC,OFFLINE");
        run("R 01,SYSNAME=SYSC");
        SysplexCommands.RemovalEnd first = stack.removal.orElseThrow();
        first.ended(CommandOutcome.refused("OPX0020I X"), LabStack.NOW);
        run("V XCF,SYSC,OFFLINE");
        run("R 02,SYSNAME=SYSC");
        first.ended(CommandOutcome.refused("OPX0020I X"), LabStack.NOW);
        assertThat(run("V XCF,SYSC,OFFLINE").lines()).first().asString().endsWith("ITS REMOVAL IS IN PROGRESS");
    }

    @Test
    void cancelChangesNothing() {
        run("V XCF,SYSC,OFFLINE");
        assertThat(run("R 01,C").success()).isTrue();
        assertThat(stack.calls).isEmpty();
        assertThat(stack.replies.isEmpty()).isTrue();
        assertThat(run("V XCF,SYSC,OFFLINE").lines()).first().asString().startsWith("*02 IXC371D ");
    }

    @Test
    void aSystemThatIsHeardAgainIsNotRemovedThoughItIsConfirmed() {
        run("V XCF,SYSC,OFFLINE");
        stack.silence = 0;
        assertThat(run("R 01,SYSNAME=SYSC").lines())
                .containsExactly(
                        "IEE600I REPLY TO 01 IS;SYSNAME=SYSC",
                        "OPX0020I VARY XCF,SYSC,OFFLINE REFUSED: SYSC IS STILL HEARD");
        assertThat(stack.calls).isEmpty();
    }

    @Test
    void theQuestionIsWithdrawnWhenTheSystemIsHeardAgain() {
        String asked = run("V XCF,SYSC,OFFLINE").lines().getFirst();
        console.withdrawMoot(LabStack.NOW + 1000);
        assertThat(stack.replies.pending()).hasSize(1);
        stack.silence = 0;
        heard.clear();
        console.withdrawMoot(LabStack.NOW + 2000);
        assertThat(heard)
                .containsExactly("DOM " + asked, "OPX0020I VARY XCF,SYSC,OFFLINE REFUSED: SYSC IS STILL HEARD");
        assertThat(stack.replies.isEmpty()).isTrue();
        console.withdrawMoot(LabStack.NOW + 3000);
        assertThat(heard).hasSize(2);
    }

    @Test
    void noQuestionWithoutAReplyNumber() {
        for (int i = 0; i < OutstandingReplies.MOST; i++) {
            stack.replies.ask(
                    XcfMessage.IXC402D.with("SYSX", "X"),
                    (text, wall) -> new OutstandingReplies.Verdict.Accepted(List.of()),
                    i);
        }
        assertThat(run("V XCF,SYSC,OFFLINE").lines())
                .containsExactly("OPX0020I VARY XCF,SYSC,OFFLINE REFUSED: TOO MANY MESSAGES WAIT FOR A REPLY");
    }

    @Test
    void whoMayOnlyLookMayNotAnswer() {
        run("V XCF,SYSC,OFFLINE");
        assertThat(console.execute("R 01,SYSNAME=SYSC", Authority.DISPLAY, LabStack.NOW)
                        .lines())
                .containsExactly("IEE345I REPLY AUTHORITY INVALID, FAILED BY SECURITY PRODUCT");
        assertThat(console.execute("V XCF,SYSC,OFFLINE", Authority.DISPLAY, LabStack.NOW)
                        .success())
                .isFalse();
        assertThat(console.execute("D R,L", Authority.DISPLAY, LabStack.NOW).json())
                .isEqualTo("{\"report\":\"REPLIES\",\"system\":\"SYSA\",\"stack\":\"TCPIPA\",\"requests\":[{\"id\":1,"
                        + "\"type\":\"R\",\"issuer\":\"SYSA\",\"message\":\"*01 IXC371D CONFIRM REQUEST TO VARY SYSTEM "
                        + "SYSC OFFLINE. REPLY SYSNAME=SYSC TO REMOVE SYSC OR C TO CANCEL.\",\"timeMillis\":"
                        + LabStack.NOW + "}],\"displayed\":1,\"total\":1}");
    }

    @Test
    void aLongNameIsNotRepeatedInFull() {
        String name = "X".repeat(4000);
        assertThat(run("V XCF," + name + ",OFFLINE").lines())
                .singleElement()
                .asString()
                .hasSizeLessThan(250);
        assertThat(run("D XCF,SYSPLEX," + name).lines())
                .singleElement()
                .asString()
                .hasSizeLessThan(250);
    }
}
