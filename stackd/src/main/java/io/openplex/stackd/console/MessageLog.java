package io.openplex.stackd.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The console log of one system: the last messages, the retained ones (type E and A) until they are deleted, those that
 * wait for a reply until it comes, and those who listen (operations.md 0, DOM). Used on the loop only; the time comes
 * from outside.
 */
public final class MessageLog {
    private final String system;
    private final int capacity;
    private final Deque<ConsoleLine> recent = new ArrayDeque<>();
    private final Map<String, ConsoleLine> retained = new LinkedHashMap<>();
    private final Map<String, ConsoleLine> held = new LinkedHashMap<>();
    private final Set<Consumer<ConsoleLine>> subscribers = new LinkedHashSet<>();

    /**
     * An empty log.
     *
     * @param system system name
     * @param capacity messages kept; the oldest go first
     */
    public MessageLog(String system, int capacity) {
        this.system = system;
        this.capacity = capacity;
    }

    /** Issues a message; its id is the first word of the text. */
    public void issue(String text, long timeMillis) {
        ConsoleLine line = new ConsoleLine(idOf(text), text, system, timeMillis, false);
        if (isRetained(line.id())) {
            retained.remove(text);
            retained.put(text, line);
            if (retained.size() > capacity) {
                retained.remove(retained.keySet().iterator().next());
            }
        }
        add(line);
    }

    /** Deletes the retained messages with this id (DOM); the subscribers hear of each. */
    public void delete(String id, long timeMillis) {
        List<ConsoleLine> gone =
                retained.values().stream().filter(line -> line.id().equals(id)).toList();
        for (ConsoleLine line : gone) {
            retained.remove(line.text());
            add(new ConsoleLine(line.id(), line.text(), system, timeMillis, true));
        }
    }

    /** Deletes every retained message, as when the stack leaves its group. */
    public void deleteAll(long timeMillis) {
        Set<String> ids = new LinkedHashSet<>();
        retained.values().forEach(line -> ids.add(line.id()));
        ids.forEach(id -> delete(id, timeMillis));
    }

    /**
     * Issues a message that waits for a reply and stays until {@link #release}, whatever else is deleted.
     *
     * @param id of the message, which is not its first word
     * @param text with its reply number; no two that wait have the same
     */
    void hold(String id, String text, long timeMillis) {
        ConsoleLine line = new ConsoleLine(id, text, system, timeMillis, false);
        held.put(text, line);
        add(line);
    }

    /** Deletes a message that waited for a reply (DOM). */
    void release(String text, long timeMillis) {
        ConsoleLine line = held.remove(text);
        if (line != null) {
            add(new ConsoleLine(line.id(), text, system, timeMillis, true));
        }
    }

    /** Messages that wait for action, and after them those that wait for a reply; oldest first. */
    public List<ConsoleLine> retained() {
        List<ConsoleLine> all = new ArrayList<>(retained.values());
        all.addAll(held.values());
        return List.copyOf(all);
    }

    /** Messages still kept, oldest first. */
    public List<ConsoleLine> recent() {
        return List.copyOf(recent);
    }

    /** Hears every further message, on the loop. */
    public void subscribe(Consumer<ConsoleLine> subscriber) {
        subscribers.add(subscriber);
    }

    /** Hears no more. */
    public void unsubscribe(Consumer<ConsoleLine> subscriber) {
        subscribers.remove(subscriber);
    }

    private void add(ConsoleLine line) {
        recent.addLast(line);
        if (recent.size() > capacity) {
            recent.removeFirst();
        }
        for (Consumer<ConsoleLine> subscriber : new ArrayList<>(subscribers)) {
            subscriber.accept(line);
        }
    }

    private static String idOf(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    private static boolean isRetained(String id) {
        return id.endsWith("E") || id.endsWith("A");
    }
}
