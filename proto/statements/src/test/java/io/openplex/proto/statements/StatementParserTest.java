package io.openplex.proto.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.statements.Statement.Block;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Word;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kernel on a small language of its own. */
class StatementParserTest {
    private static final Word RED = Syntax.word("RED");
    private static final Word NORED = Syntax.word("NORED");
    private static final Word BLUE = Syntax.word("BLUEish");
    private static final Operand<Integer> SIZE = Syntax.operand("size", OperandType.number(1, 9));
    private static final Operand<String> NAME = Syntax.operand("name", OperandType.name(8));
    private static final Operand<Integer> COUNT = Syntax.operand("count", OperandType.number(0, 99));

    private static final Statement PAINT = Statement.of(
                    "PAINTer", Syntax.anyOrder(RED, NORED, BLUE, Syntax.sequence(Syntax.word("SIZE"), SIZE)), "Paints.")
            .keepingFirst()
            .conflict(RED, BLUE);
    private static final Statement CAN = Statement.of("CAN", NAME, "One can.");
    private static final Repeat ENTRY = Syntax.repeat(COUNT, NAME);
    private static final Statement LIST = Statement.of("LIST", ENTRY, "A list.").keepingFirst();
    private static final Word ENDALL = Syntax.word("ENDALL");
    private static final Repeat ANY = Syntax.repeat(NAME).orNone().until(ENDALL);
    private static final Statement ALL =
            Statement.of("ALL", Syntax.sequence(ANY, ENDALL), "All.").keepingFirst();
    private static final Statement BOX = Statement.of("BOX", Syntax.sequence(), "Holds cans.")
            .holding(new Block(List.of(CAN), Keyword.of("ENDBOX"), false));
    private static final Statement STRICT = Statement.of("STRICT", Syntax.sequence(), "Holds cans.")
            .holding(new Block(List.of(CAN), Keyword.of("ENDSTRICT"), true));
    private static final Statement OLD = Statement.unsupportedBlock("OLDblock", "ENDOLD", "Not here.");
    private static final List<Statement> TABLE = List.of(PAINT, CAN, LIST, ALL, BOX, STRICT, OLD);

    private static StatementParser.Result parse(String text) {
        return StatementParser.parse(TABLE, Dialect.PROFILE, Lexer.PROFILE.file("F", text, Symbols.of(Map.of())));
    }

    private static List<String> texts(StatementParser.Result result) {
        return result.diagnostics().stream().map(d -> d.message().text()).toList();
    }

    @Test
    void abbreviationsDownToTheCapitals() {
        assertThat(parse("paint red PAINTE RED painter BLUE").diagnostics()).isEmpty();
        assertThat(texts(parse("PAIN RED"))).containsExactly("EZZ0324I UNRECOGNIZED STATEMENT PAIN FOUND ON LINE 1");
        assertThat(texts(parse("PAINTERS RED"))).hasSize(1);
    }

    @Test
    void ofOppositesTheLastOneCounts() {
        Values values = parse("PAINTER RED NORED").statements().getFirst().values();
        assertThat(values.flag(RED, NORED, true)).isFalse();
        assertThat(parse("PAINTER").statements().getFirst().values().flag(RED, NORED, true))
                .isTrue();
    }

    @Test
    void parametersBeforeAnErrorStandAndAHalfReadOneDoesNot() {
        StatementParser.Result result = parse("PAINTER RED\nSIZE 10 BLUE CAN A");
        assertThat(texts(result)).containsExactly("EZZ0318I 10 WAS FOUND ON LINE 2 AND A NUMBER 1-9 WAS EXPECTED");
        assertThat(result.statements()).hasSize(2);
        Values values = result.statements().getFirst().values();
        assertThat(values.has(RED)).isTrue();
        assertThat(values.has(BLUE)).isFalse();
        assertThat(values.get(SIZE)).isEmpty();
    }

    @Test
    void theLaterOfTwoThatExcludeEachOtherIsIgnored() {
        StatementParser.Result result = parse("PAINTER BLUE\nRED");
        assertThat(texts(result))
                .containsExactly("EZZ0356I RED AND BLUEISH ARE MUTUALLY EXCLUSIVE: RED ON LINE 2 IGNORED");
        assertThat(result.statements().getFirst().values().has(RED)).isFalse();
        assertThat(result.statements().getFirst().values().has(BLUE)).isTrue();
    }

    @Test
    void aStatementNameIsANameWhereANameStands() {
        StatementParser.Result result = parse("CAN LIST LIST 1 CAN 2 PAINTER");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.statements().get(0).values().require(NAME)).isEqualTo("LIST");
        assertThat(result.statements().get(1).values().entries(ENTRY))
                .extracting(v -> v.require(NAME))
                .containsExactly("CAN", "PAINTER");
    }

    @Test
    void theRestOfAListIsIgnoredAfterAnError() {
        StatementParser.Result result = parse("LIST 1 A 2 *B 3 C CAN X");
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.statements().getFirst().values().entries(ENTRY)).hasSize(1);
        assertThat(result.statements().get(1).is(CAN)).isTrue();
    }

    @Test
    void aMissingEndTakesEverythingThatFollows() {
        StatementParser.Result result = parse("ALL A\nCAN X\n12 LIST");
        assertThat(texts(result))
                .containsExactly(
                        "EZZ0318I 12 WAS FOUND ON LINE 3 AND A NAME OF 1-8 CHARACTERS WAS EXPECTED",
                        "EZZ0318I END OF FILE WAS FOUND ON LINE 3 AND ENDALL WAS EXPECTED");
        assertThat(result.statements()).hasSize(1);
        assertThat(result.statements().getFirst().values().entries(ANY)).hasSize(4);
    }

    @Test
    void anErrorInABlockSkipsItsStatementOrItsRest() {
        StatementParser.Result lenient = parse("BOX CAN A CAN * CAN B ENDBOX CAN C");
        assertThat(lenient.diagnostics()).hasSize(1);
        assertThat(lenient.statements()).hasSize(2);
        assertThat(lenient.statements().getFirst().children()).hasSize(2);
        StatementParser.Result strict = parse("STRICT CAN A CAN * CAN B ENDSTRICT CAN C");
        assertThat(strict.diagnostics()).hasSize(1);
        assertThat(strict.statements()).hasSize(2);
        assertThat(strict.statements().getFirst().children()).hasSize(1);
    }

    @Test
    void anUnsupportedBlockIsSkippedToItsEnd() {
        StatementParser.Result result = parse("OLDBLOCK CAN X\nPAINTER ENDOLD CAN Y");
        assertThat(texts(result))
                .containsExactly("OPX0001I STATEMENT OLDBLOCK ON LINE 1 IS NOT SUPPORTED AT THIS LEVEL");
        assertThat(result.statements()).hasSize(1);
    }

    @Test
    void anUnknownStatementIsSkippedToTheNextKnownOne() {
        StatementParser.Result result = parse("* CAN A\n00010000 17 CAN B");
        assertThat(texts(result))
                .containsExactly(
                        "EZZ0324I UNRECOGNIZED STATEMENT * FOUND ON LINE 1",
                        "EZZ0318I 00010000 WAS FOUND ON LINE 2 AND A STATEMENT OR PARAMETER WAS EXPECTED");
    }

    @Test
    void theReferenceShowsWhatTheParserReads() {
        assertThat(Reference.of(PAINT))
                .containsExactly(
                        "PAINTer [RED] [NORED] [BLUEish] [SIZE size]",
                        "    Paints.",
                        "    size: a number 1-9, as in 1");
        assertThat(Reference.of(OLD)).anyMatch(line -> line.contains("skipped at this level"));
    }
}
