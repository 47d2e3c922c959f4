package io.openplex.stackd.sysplex;

import static io.openplex.stackd.sysplex.RightWorld.A;
import static io.openplex.stackd.sysplex.RightWorld.B;
import static io.openplex.stackd.sysplex.RightWorld.C;
import static io.openplex.stackd.sysplex.RightWorld.seat;
import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.v1.HearingAnswer;
import io.openplex.proto.v1.HearingQuestion;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import io.openplex.xcf.api.right.RightToOwn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** VARY XCF,SYSB,OFFLINE at SYSA, which has no seat in SYSB's list (ownership rule, clause 14). */
class GhostRemovalTest {
    /** Longer than a newcomer is spared. */
    private static final long KNOWN_MS = 2_500;

    private static final long PATIENCE_MS = 5_010;

    private final RightWorld world = new RightWorld();
    private final GhostRemoval ghosts = new GhostRemoval(world.line, world.right);
    private final List<String> ends = new ArrayList<>();

    @BeforeEach
    void silence() {
        world.right.bind(new GroupRight.Events() {
            @Override
            public void told(RightToOwn.Notice notice, Member member) {
                ghosts.told(notice, member);
            }
        });
        world.run(KNOWN_MS, ghosts);
        world.dataSet.isolated.clear();
    }

    private void begin() {
        ghosts.begin(B, world.now, why -> ends.add(why.orElse("OUT")));
    }

    private void answer(boolean heard) {
        HearingQuestion asked = world.sent().getLast().getHearingQuestion();
        assertThat(asked.getMember()).isEqualTo(B.name());
        assertThat(asked.getIncarnation()).isEqualTo(B.incarnation());
        ghosts.answered(
                C,
                HearingAnswer.newBuilder()
                        .setNumber(asked.getNumber())
                        .setHeard(heard)
                        .build());
    }

    @Test
    @DisplayName("everybody is asked; when nobody hears it and nobody on its list is active, it is removed")
    void removed() {
        begin();
        world.run(500, ghosts);
        assertThat(world.dataSet.isolated).as("SYSC has not answered").isEmpty();
        answer(false);
        world.run(500, ghosts);
        assertThat(world.dataSet.isolated).containsExactly("abandoned SYSBTCPIP");
        assertThat(ends).containsExactly("OUT");
        assertThat(ghosts.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("one that hears it is enough to refuse")
    void heardByAnother() {
        begin();
        answer(true);
        assertThat(ends).containsExactly("IT IS HEARD BY SYSC");
        world.run(1_000, ghosts);
        assertThat(world.dataSet.isolated).isEmpty();
    }

    @Test
    @DisplayName("heard here: refused before anybody is asked, and also between question and answer")
    void heardHere() {
        world.heard(B);
        begin();
        assertThat(ends).containsExactly("IT IS HEARD");
        assertThat(world.sent()).isEmpty();
        world.run(500, ghosts);
        begin();
        world.heard(B);
        answer(false);
        assertThat(ends).containsExactly("IT IS HEARD", "IT IS HEARD");
        world.run(1_000, ghosts);
        assertThat(world.dataSet.isolated).isEmpty();
    }

    @Test
    @DisplayName("a member that cannot be asked, or does not answer, refuses; a late answer changes nothing")
    void notAnswered() {
        world.line.link(C, false);
        begin();
        assertThat(ends).containsExactly("SYSC CANNOT BE ASKED WHETHER IT HEARS IT");
        world.line.link(C, true);
        begin();
        world.run(PATIENCE_MS, ghosts);
        assertThat(ends).last().isEqualTo("SYSCTCPIP DOES NOT ANSWER");
        answer(false);
        world.run(1_000, ghosts);
        assertThat(world.dataSet.isolated).isEmpty();
        assertThat(ends).hasSize(2);
    }

    @Test
    @DisplayName("a member that leaves need not answer any more; SYSB itself leaving ends the removal")
    void leaving() {
        begin();
        world.line.removed(C);
        ghosts.left(C);
        world.run(500, ghosts);
        assertThat(ends).containsExactly("OUT");
        begin();
        ghosts.left(B);
        assertThat(ends).containsExactly("OUT", "OUT");
    }

    @Test
    @DisplayName("somebody whom it has admitted is active: refused, and the operator's word is gone")
    void admitted() {
        world.dataSet.listOfB(seat(C));
        begin();
        answer(false);
        world.run(500, ghosts);
        assertThat(ends).containsExactly("A SYSTEM THAT IT HAS ADMITTED IS ACTIVE");
        world.dataSet.listOfB();
        world.run(1_000, ghosts);
        assertThat(world.dataSet.isolated).isEmpty();
    }

    @Test
    @DisplayName("a removal that ends for lack of patience leaves no word behind")
    void patience() {
        world.dataSet.answer = Answer.REFUSED;
        begin();
        answer(false);
        world.run(PATIENCE_MS, ghosts);
        assertThat(world.dataSet.isolated).contains("abandoned SYSBTCPIP");
        assertThat(ends).containsExactly("ITS STATUS STILL CHANGES, OR THE COORDINATION SERVICE DOES NOT ANSWER");
        world.dataSet.answer = Answer.DONE;
        world.dataSet.isolated.clear();
        world.run(2_000, ghosts);
        assertThat(world.dataSet.isolated).isEmpty();
    }

    @Test
    @DisplayName("heard again while it is being removed")
    void heardAgain() {
        begin();
        answer(false);
        world.heard(B);
        world.run(100, ghosts);
        assertThat(ends).containsExactly("IT IS HEARD AGAIN");
        world.run(1_000, ghosts);
        assertThat(world.dataSet.isolated).isEmpty();
    }

    @Test
    @DisplayName("with a seat in its list the removal is an ordinary isolation")
    void seated() {
        world.dataSet.listOfB(seat(A), seat(C));
        begin();
        answer(false);
        world.run(500, ghosts);
        assertThat(world.dataSet.isolated).containsExactly("seated SYSBTCPIP");
        assertThat(ends).containsExactly("OUT");
    }

    @Test
    @DisplayName("one at a time; none without the coordination service; this stack leaving ends it")
    void oneAtATime() {
        begin();
        begin();
        assertThat(ends).containsExactly("ANOTHER SYSTEM IS BEING REMOVED");
        ghosts.clear();
        assertThat(ends).last().isEqualTo("THIS STACK HAS LEFT THE GROUP");
        world.line.coordination(true);
        begin();
        assertThat(ends).last().isEqualTo("THE COORDINATION SERVICE DOES NOT ANSWER");
    }

    @Test
    @DisplayName("asked whether a member is heard, it says so for that incarnation alone")
    void asked() {
        HearingQuestion.Builder question = HearingQuestion.newBuilder().setNumber(7);
        ghosts.asked(
                B, question.setMember(C.name()).setIncarnation(C.incarnation()).build());
        ghosts.asked(
                B,
                question.setMember(C.name()).setIncarnation(C.incarnation() - 1).build());
        ghosts.asked(
                C, question.setMember(B.name()).setIncarnation(B.incarnation()).build());
        assertThat(world.sent().stream()
                        .map(s -> Optional.of(s.getHearingAnswer().getHeard())))
                .containsExactly(Optional.of(true), Optional.of(false), Optional.of(false));
        assertThat(world.sent().getFirst().getHearingAnswer().getNumber()).isEqualTo(7);
    }
}
