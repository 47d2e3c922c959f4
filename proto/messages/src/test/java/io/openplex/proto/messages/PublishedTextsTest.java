package io.openplex.proto.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue against the texts of the specification; a new z/OS message needs a line there. */
class PublishedTextsTest {
    /** A line of the table; the text is {@code -} when none is given. */
    record Published(String number, Certainty certainty, String text) {
        static Published of(String line) {
            String[] parts = line.split(" ", 3);
            Certainty certainty = parts[1].equals("C") ? Certainty.CONFIRMED : Certainty.UNCONFIRMED;
            return new Published(parts[0], certainty, parts[2]);
        }
    }

    static Stream<Published> published() throws IOException {
        try (InputStream in = PublishedTextsTest.class.getResourceAsStream("published-texts.txt")) {
            assertThat(in).isNotNull();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Published::of)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void textAndCertaintyAreThoseOfTheSpecification(Published published) {
        MessageId id = MessageCatalogue.find(published.number()).orElseThrow();
        assertThat(id.definition().certainty()).as("certainty").isEqualTo(published.certainty());
        if (!published.text().equals("-")) {
            String template = id.definition().template().replaceAll("\\{[a-zA-Z0-9]+}", "*");
            assertThat(template).isEqualTo(published.text());
        }
    }

    @Test
    void everyMessageThatIsNotOursIsInTheTableOnce() throws IOException {
        List<String> numbers = published().map(Published::number).toList();
        List<String> catalogue = MessageCatalogue.all().stream()
                .map(MessageId::name)
                .filter(name -> !name.startsWith("OPX"))
                .toList();
        assertThat(numbers).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(catalogue);
    }

    @Test
    void withoutATextNothingIsClaimedToBeConfirmed() throws IOException {
        assertThat(published().filter(p -> p.text().equals("-")))
                .allSatisfy(p -> assertThat(p.certainty()).isEqualTo(Certainty.UNCONFIRMED));
    }
}
