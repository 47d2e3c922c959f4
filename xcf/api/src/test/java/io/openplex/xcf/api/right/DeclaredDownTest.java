package io.openplex.xcf.api.right;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator's word that SYSB is down, where SYSB holds addresses and has no seat for SYSA (clauses 8 and 14). */
class DeclaredDownTest extends RightBench {
    private static final Seat GONE = new Seat("SYSXTCPIP", "home-SYSX");

    @BeforeEach
    void withoutASeat() {
        ensemble.theirList = new TreeSet<>(List.of(GONE));
        acts.holds = true;
        known();
    }

    @Test
    @DisplayName("nobody on its list is active: it is isolated, and the records are asked about that")
    void abandoned() {
        answerOnly(c, 600);
        assertThat(acts.notices).contains("BARRED SYSBTCPIP");
        right.declareDown(b);
        answerOnly(c, 200);
        assertThat(ensemble.isolated).containsExactly(b);
        assertThat(ensemble.abandonedAsked).isEqualTo(1);
        assertThat(ensemble.isolationsAsked).isZero();
    }

    @Test
    @DisplayName("a beat that moves keeps it all the same")
    void aMovingBeatKeeps() {
        answerOnly(c, 600);
        right.declareDown(b);
        for (int i = 0; i < 30; i++) {
            answerOnly(c, 20);
            ensemble.beat++;
        }
        assertThat(ensemble.isolated).isEmpty();
    }

    @Test
    @DisplayName("somebody on its list is active and known here: nothing is written, and it is said again")
    void watchedByAPartner() {
        ensemble.theirList = new TreeSet<>(List.of(GONE, seat(c)));
        answerOnly(c, 600);
        acts.notices.clear();
        right.declareDown(b);
        answerOnly(c, 400);
        assertThat(ensemble.isolated).isEmpty();
        assertThat(ensemble.abandonedAsked).isZero();
        assertThat(acts.notices).contains("BARRED SYSBTCPIP");
    }

    @Test
    @DisplayName("somebody on its list is active by the records alone: the transaction refuses")
    void watchedByAStranger() {
        ensemble.watched = true;
        answerOnly(c, 600);
        right.declareDown(b);
        answerOnly(c, 400);
        assertThat(ensemble.abandonedAsked).isPositive();
        assertThat(ensemble.isolated).isEmpty();
    }

    @Test
    @DisplayName("a word that was withdrawn counts no longer")
    void withdrawn() {
        answerOnly(c, 600);
        right.declareDown(b);
        answerOnly(c, 40);
        right.withdrawDown(b);
        answerOnly(c, 800);
        assertThat(ensemble.isolated).isEmpty();
        assertThat(ensemble.abandonedAsked).isZero();
    }

    @Test
    @DisplayName(
            "heard again while it is called down: the word is gone when it falls silent once more, and that is told")
    void heardAgain() {
        answerOnly(c, 600);
        right.declareDown(b);
        acts.notices.clear();
        answer(b, true);
        answerOnly(c, 40);
        assertThat(acts.notices).containsExactly("HEARD_AGAIN SYSBTCPIP");
        answerOnly(c, 800);
        assertThat(ensemble.isolated).isEmpty();
        assertThat(ensemble.abandonedAsked).isZero();
    }

    @Test
    @DisplayName("heard again while the isolation is under way: a refused one is not written again")
    void heardInFlight() {
        answerOnly(c, 600);
        right.declareDown(b);
        ensemble.watched = true;
        ensemble.slowNanos = 5 * MS;
        for (int i = 0; i < 400 && ensemble.abandonedAsked == 0; i++) {
            run(1);
            answer(c, true);
        }
        answer(b, true);
        answerOnly(c, 40);
        ensemble.watched = false;
        answerOnly(c, 800);
        assertThat(ensemble.abandonedAsked).isEqualTo(1);
        assertThat(ensemble.isolated).isEmpty();
    }

    @Test
    @DisplayName("a policy that asks the operator first holds everything up, but not the operator's own word")
    void thePolicyIsSkipped() {
        ensemble.theirList = new TreeSet<>(List.of(seat(a), seat(c)));
        acts.mayIsolate = false;
        answerOnly(c, 600);
        assertThat(ensemble.isolated).isEmpty();
        right.declareDown(b);
        answerOnly(c, 100);
        assertThat(ensemble.isolated).containsExactly(b);
    }

    @Test
    @DisplayName("with a seat in its list the operator's word changes nothing in how it is written")
    void withASeat() {
        ensemble.theirList = new TreeSet<>(List.of(seat(a), seat(c)));
        right.declareDown(b);
        answerOnly(c, 600);
        assertThat(ensemble.isolated).containsExactly(b);
        assertThat(ensemble.abandonedAsked).isZero();
    }
}
