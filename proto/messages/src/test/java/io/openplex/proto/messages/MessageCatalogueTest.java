package io.openplex.proto.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageCatalogueTest {
    @Test
    void everyMessageHasAllFields() {
        assertThat(MessageCatalogue.all()).hasSizeGreaterThan(100).allSatisfy(id -> {
            MessageDefinition definition = id.definition();
            assertThat(id.name()).matches("(EZ[ZDAB]|BPXF|IEE|IXC|OPX)[A-Z0-9]*[0-9]+[IEADW]");
            assertThat(definition.template())
                    .isNotBlank()
                    .isEqualTo(definition.template().strip());
            assertThat(definition.explanation()).endsWith(".");
            assertThat(definition.response()).endsWith(".");
            assertThat(definition.severity()).isNotNull();
            assertThat(definition.certainty()).isNotNull();
        });
    }

    @Test
    void numbersAreUniqueEvenWithoutTheirTypeSuffix() {
        Set<String> seen = new HashSet<>();
        for (MessageId id : MessageCatalogue.all()) {
            assertThat(seen.add(id.name().substring(0, id.name().length() - 1)))
                    .as(id.name())
                    .isTrue();
        }
    }

    @Test
    void everyBraceOfATemplateBelongsToAVariableThatIsFilled() {
        assertThat(MessageCatalogue.all()).allSatisfy(id -> {
            List<String> variables = id.definition().variables();
            assertThat(variables).doesNotHaveDuplicates();
            Message message =
                    new Message(id, variables.stream().map(v -> "<" + v + ">").toList());
            assertThat(message.text())
                    .startsWith(id.name() + " ")
                    .doesNotContain("{")
                    .doesNotContain("}");
            variables.forEach(v -> assertThat(message.text()).contains("<" + v + ">"));
        });
    }

    @Test
    void aMessageIsNumberAndFilledText() {
        Message message = ProfileMessage.EZZ0318I.with("REPL;note", 12, "REPLACEABLE");
        assertThat(message.text()).isEqualTo("EZZ0318I REPL;note WAS FOUND ON LINE 12 AND REPLACEABLE WAS EXPECTED");
        assertThat(message.isError()).isTrue();
    }

    @Test
    void argumentsAreTakenAsTheyAre() {
        assertThat(CommandMessage.EZZ0060I.with("A {command} $1 \\").text())
                .isEqualTo("EZZ0060I PROCESSING COMMAND: A {command} $1 \\");
    }

    @Test
    void aWrongNumberOfArgumentsIsRefused() {
        assertThatThrownBy(() -> ProfileMessage.EZZ0318I.with("A")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lookupTakesAnyCaseAndNoSuffix() {
        assertThat(MessageCatalogue.find("ezz0303i")).contains(ProfileMessage.EZZ0303I);
        assertThat(MessageCatalogue.find("EZZ9674")).contains(SysplexMessage.EZZ9674E);
        assertThat(MessageCatalogue.find("EZZ0308I"))
                .as("does not exist in z/OS")
                .isEmpty();
    }

    @Test
    void retainedMessagesAreThoseOfTypeEAndA() {
        assertThat(SysplexMessage.EZZ9674E.retained()).isTrue();
        assertThat(SysplexMessage.EZD1176I.retained()).isFalse();
    }

    @Test
    void whatAsksForADecisionSaysWhichRepliesItTakes() {
        assertThat(MessageCatalogue.all().stream().filter(id -> id.typeSuffix() == 'D'))
                .extracting(MessageId::name)
                .containsExactly("IXC371D", "IXC402D");
        assertThat(XcfMessage.IXC371D.with("SYSB", "SYSB", "SYSB").text())
                .isEqualTo("IXC371D CONFIRM REQUEST TO VARY SYSTEM SYSB OFFLINE. REPLY SYSNAME=SYSB TO REMOVE SYSB "
                        + "OR C TO CANCEL.");
        assertThat(XcfMessage.IXC402D.with("SYSB", "10:11:09").text())
                .isEqualTo("IXC402D SYSB LAST OPERATIVE AT 10:11:09. REPLY DOWN AFTER SYSTEM RESET OR INTERVAL=SSSSS "
                        + "TO SET A REPROMPT TIME.");
    }

    @Test
    void ofXcfOnlyTheTwoPublishedHeadingsCountAsConfirmed() {
        assertThat(XcfMessage.values())
                .filteredOn(id -> id.definition().certainty() == Certainty.CONFIRMED)
                .containsExactly(XcfMessage.IXC331I, XcfMessage.IXC332I);
    }

    @Test
    void helpSaysWhenTheWordingIsNotPublished() {
        assertThat(String.join("\n", MessageCatalogue.help(ProfileMessage.EZZ0318I)))
                .contains("not confirmed");
        assertThat(String.join("\n", MessageCatalogue.help(ProfileMessage.EZZ0300I)))
                .doesNotContain("not confirmed");
    }
}
