package io.openplex.stackd.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SEGMENT ARRIVES (RFC 9293 3.10.7) as a table: every state, every kind of segment, the answer and the next state. */
class TcpStateTableTest {
    private static final int ACK = Tcp.ACK;

    /**
     * Rows are kinds of segments, columns states. A cell is the answer ({@code -} nothing, {@code A} acknowledgement,
     * {@code S} SYN,ACK, {@code R} reset), and behind it the next state when it changes.
     */
    private static final String OPENING = """
            segment         CLOSED LISTEN SYN_SENT      SYN_RECEIVED ESTABLISHED
            RST             -      -      -             -CLOSED      -CLOSED
            RST_ACK         -      -      -CLOSED       -CLOSED      -CLOSED
            RST_IN_WINDOW   -      -      -             A            A
            RST_OUTSIDE     -      -      -             -            -
            SYN             R      S      SSYN_RECEIVED -CLOSED      A
            SYN_OLD         R      S      SSYN_RECEIVED S            A
            SYN_ACK         R      R      AESTABLISHED  -CLOSED      A
            ACK_NOTHING_NEW R      R      R             R            -
            ACK_ALL         R      R      -             -ESTABLISHED -
            ACK_FUTURE      R      R      R             R            A
            TEXT            R      R      -             -ESTABLISHED -
            TEXT_GAP        R      R      -             AESTABLISHED A
            TEXT_OLD        R      R      -             A            A
            FIN             R      R      -             ACLOSE_WAIT  ACLOSE_WAIT
            NO_FLAGS        R      -      -             -            -
            """;

    /** As {@link #OPENING}, for the states in which a side has finished. */
    private static final String CLOSING = """
            segment         FIN_WAIT_1  FIN_WAIT_2 CLOSE_WAIT CLOSING    LAST_ACK TIME_WAIT
            RST             -CLOSED     -CLOSED    -CLOSED    -CLOSED    -CLOSED  -CLOSED
            RST_ACK         -CLOSED     -CLOSED    -CLOSED    -CLOSED    -CLOSED  -CLOSED
            RST_IN_WINDOW   A           A          A          A          A        A
            RST_OUTSIDE     -           -          -          -          -        -
            SYN             A           A          A          A          A        A
            SYN_OLD         A           A          A          A          A        A
            SYN_ACK         A           A          A          A          A        A
            ACK_NOTHING_NEW -           -          -          -          -        -
            ACK_ALL         -FIN_WAIT_2 -          -          -TIME_WAIT -CLOSED  -
            ACK_FUTURE      A           A          A          A          A        A
            TEXT            -FIN_WAIT_2 -          -          -TIME_WAIT -CLOSED  -
            TEXT_GAP        AFIN_WAIT_2 A          -          -TIME_WAIT -CLOSED  -
            TEXT_OLD        A           A          A          A          A        A
            FIN             ATIME_WAIT  ATIME_WAIT -          -TIME_WAIT -CLOSED  -
            NO_FLAGS        -           -          -          -          -        -
            """;

    static Stream<Arguments> pairs() {
        return Stream.of(OPENING, CLOSING).flatMap(TcpStateTableTest::pairs);
    }

    private static Stream<Arguments> pairs(String table) {
        List<Arguments> pairs = new ArrayList<>();
        String[] lines = table.strip().split("\n", -1);
        String[] states = lines[0].split(" +", -1);
        for (int row = 1; row < lines.length; row++) {
            String[] cells = lines[row].split(" +", -1);
            for (int column = 1; column < states.length; column++) {
                pairs.add(Arguments.of(TcpState.valueOf(states[column]), cells[0], cells[column]));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("pairs")
    @DisplayName("every pair of state and segment has the RFC's answer")
    void answerAndNextState(TcpState state, String kind, String cell) throws Exception {
        Puppet p = new Puppet().in(state);
        arrive(p, kind);
        String answer = p.sent.isEmpty() ? "-" : letter(p.sent.getLast());
        TcpState before = state == TcpState.LISTEN ? TcpState.CLOSED : state;
        String next = p.state() == before || answer.equals("S") && state == TcpState.LISTEN
                ? ""
                : p.state().name();
        assertThat(answer + next).isEqualTo(cell);
        assertThat(p.sent.size()).as("answers").isLessThanOrEqualTo(1);
        assertThat(p.pool.outstanding()).isZero();
    }

    private static String letter(Puppet.Sent sent) {
        return switch (sent.flags() & ~Tcp.PSH) {
            case Tcp.ACK -> "A";
            case Tcp.SYN | Tcp.ACK -> "S";
            case Tcp.RST, Tcp.RST | Tcp.ACK -> "R";
            default -> sent.toString();
        };
    }

    private static void arrive(Puppet p, String kind) {
        int seq = p.peerNext;
        int ack = p.engineNext;
        switch (kind) {
            case "RST" -> p.peer(Tcp.RST, seq, 0, 0);
            case "RST_ACK" -> p.peer(Tcp.RST | ACK, seq, ack, 0);
            case "RST_IN_WINDOW" -> p.peer(Tcp.RST, seq + 100, 0, 0);
            case "RST_OUTSIDE" -> p.peer(Tcp.RST, seq + 1_000_000, 0, 0);
            case "SYN" -> p.peer(Tcp.SYN, seq, 0, 0);
            case "SYN_OLD" -> p.peer(Tcp.SYN, Puppet.ISS, 0, 0);
            case "SYN_ACK" -> p.peer(Tcp.SYN | ACK, seq, ack, 0);
            case "ACK_NOTHING_NEW" -> p.peer(ACK, seq, ack - 1, 0);
            case "ACK_ALL" -> p.peer(ACK, seq, ack, 0);
            case "ACK_FUTURE" -> p.peer(ACK, seq, ack + 10, 0);
            case "TEXT" -> p.peer(ACK, seq, ack, 10);
            case "TEXT_GAP" -> p.peer(ACK, seq + 10, ack, 10);
            case "TEXT_OLD" -> p.peer(ACK, seq - 20, ack, 10);
            case "FIN" -> p.peer(ACK | Tcp.FIN, seq, ack, 0);
            case "NO_FLAGS" -> p.peer(0, seq, 0, 0);
            default -> throw new AssertionError(kind);
        }
    }

    @Test
    @DisplayName("simultaneous open: SYN-SENT meets SYN, answers SYN,ACK, and the peer's SYN,ACK establishes")
    void simultaneousOpen() throws Exception {
        Puppet p = new Puppet().in(TcpState.SYN_SENT);
        p.peer(Tcp.SYN, Puppet.ISS, 0, 0);
        assertThat(p.state()).isEqualTo(TcpState.SYN_RECEIVED);
        p.peer(Tcp.SYN | ACK, Puppet.ISS, p.engineNext, 0);
        assertThat(p.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(p.user.events).containsExactly("connected");
    }

    @Test
    @DisplayName("simultaneous close: FIN-WAIT-1, CLOSING, TIME-WAIT, and CLOSED after 60 s")
    void simultaneousClose() throws Exception {
        Puppet p = new Puppet().in(TcpState.CLOSING);
        p.peer(ACK, p.peerNext, p.engineNext, 0);
        assertThat(p.state()).isEqualTo(TcpState.TIME_WAIT);
        p.pass(59 * SimNet.SECOND);
        assertThat(p.state()).isEqualTo(TcpState.TIME_WAIT);
        p.pass(2 * SimNet.SECOND);
        assertThat(p.state()).isEqualTo(TcpState.CLOSED);
    }
}
