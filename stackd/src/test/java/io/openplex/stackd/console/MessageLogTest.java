package io.openplex.stackd.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MessageLogTest {
    private final MessageLog log = new MessageLog("SYSA", 3);

    @Test
    void anActionMessageStaysUntilItIsDeletedAndSubscribersHearOfBoth() {
        List<ConsoleLine> heard = new ArrayList<>();
        log.subscribe(heard::add);
        log.issue("EZZ9676E SYSPLEX PROBLEM DETECTION CLEANUP HAS SUCCEEDED FOR TCPIPA", 5);
        log.issue("EZZ8301I VIPA 198.51.100.11 TAKEN OVER FROM TCPIPA ON SYSA", 6);
        assertThat(log.retained()).extracting(ConsoleLine::id).containsExactly("EZZ9676E");
        log.delete("EZZ9676E", 7);
        assertThat(log.retained()).isEmpty();
        assertThat(heard).extracting(ConsoleLine::deleted).containsExactly(false, false, true);
        assertThat(heard.getLast().text()).isEqualTo(heard.getFirst().text());
        assertThat(heard.getLast().timeMillis()).isEqualTo(7);
        assertThat(heard.getLast().logged()).isEqualTo("DOM " + heard.getFirst().logged());
    }

    @Test
    void theSameConditionIsRetainedOnce() {
        log.issue("EZZ9671E A", 1);
        log.issue("EZZ9671E A", 2);
        log.issue("EZZ9671E B", 3);
        assertThat(log.retained()).extracting(ConsoleLine::timeMillis).containsExactly(2L, 3L);
        log.deleteAll(4);
        assertThat(log.retained()).isEmpty();
    }

    @Test
    void theOldestMessagesGoFirst() {
        for (int i = 0; i < 5; i++) {
            log.issue("EZZ8301I " + i, i);
        }
        assertThat(log.recent())
                .extracting(ConsoleLine::text)
                .containsExactly("EZZ8301I 2", "EZZ8301I 3", "EZZ8301I 4");
    }

    @Test
    void aSubscriberThatLeftHearsNothing() {
        List<ConsoleLine> heard = new ArrayList<>();
        Consumer<ConsoleLine> subscriber = heard::add;
        log.subscribe(subscriber);
        log.unsubscribe(subscriber);
        log.issue("EZZ8301I X", 1);
        assertThat(heard).isEmpty();
    }
}
