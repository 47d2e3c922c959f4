package io.openplex.stackd.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Waits in a selector: for channels of Java, with a limit rounded up to milliseconds. */
public final class SelectorWait implements LoopWait {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;

    private SelectorWait(Selector selector) {
        this.selector = selector;
    }

    /** A wait without channels. */
    public static SelectorWait open() {
        try {
            return new SelectorWait(Selector.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void register(SelectableChannel channel) {
        try {
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void await(long nanos) {
        try {
            selector.select(key -> {}, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
