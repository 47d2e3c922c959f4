package io.openplex.hwsim.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits until one of a set of descriptors can be read, somebody calls {@link #wakeUp()}, or a time is over: epoll(7)
 * with an eventfd(2). Unlike a selector it takes any descriptor and counts in nanoseconds. A thread that waits here
 * does not notice an interrupt.
 *
 * <p>Used by one thread, but for {@link #wakeUp()}. Waiting and waking allocate nothing.
 */
public final class LinuxWait implements AutoCloseable {
    /** Waits without a limit. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final int EVENTS = 64;
    private static final int EPOLL_CLOEXEC = 0x8_0000;
    private static final int EFD_CLOEXEC = 0x8_0000;
    private static final int EFD_NONBLOCK = 0x800;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int IN = 1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Beyond this, some 24 days in milliseconds, a limit is none. */
    private static final long LIMIT_MAX = Integer.MAX_VALUE * NANOS_PER_MILLI;

    private final SystemCalls calls = new SystemCalls();
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment timespec = arena.allocate(16, 8);
    private final MemorySegment counter = arena.allocate(8, 8);
    private final MemorySegment events;
    private final ByteBuffer eventFields;
    private final int eventBytes;
    private final int dataAt;
    private final int epoll;
    private final int alarm;
    private final int[] ready = new int[EVENTS];
    private int readyCount;
    private boolean inNanos = true;
    private @Nullable ChannelDescriptors channels;

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Object alarmLock = new Object();
    /** Calls and memory of whoever wakes; guarded by {@link #alarmLock}. */
    private final SystemCalls wakingCalls = new SystemCalls();

    private final MemorySegment one = arena.allocate(8, 8);
    private boolean open = true;

    private LinuxWait(int epoll, int alarm) {
        this.epoll = epoll;
        this.alarm = alarm;
        // struct epoll_event: events 4, data 8; packed on x86-64 only (sys/epoll.h).
        boolean packed = System.getProperty("os.arch", "").equals("amd64");
        eventBytes = packed ? 12 : 16;
        dataAt = packed ? 4 : 8;
        events = arena.allocate((long) EVENTS * eventBytes, 8);
        eventFields = events.asByteBuffer().order(ByteOrder.nativeOrder());
        one.set(ValueLayout.JAVA_LONG, 0, 1);
    }

    /**
     * An empty set.
     *
     * @throws IOException when the system has no descriptor left
     */
    public static LinuxWait open() throws IOException {
        Platform.require("waiting for descriptors");
        SystemCalls calls = new SystemCalls();
        int epoll = check(calls.epollCreate(EPOLL_CLOEXEC), "epoll_create1");
        int alarm = calls.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (alarm < 0) {
            calls.close(epoll);
        }
        LinuxWait made = new LinuxWait(epoll, check(alarm, "eventfd"));
        try {
            made.add(alarm);
        } catch (IOException e) {
            made.close();
            throw e;
        }
        return made;
    }

    private static int check(int answer, String what) throws IOException {
        if (answer < 0) {
            throw new IOException("cannot wait for descriptors: " + what + " answers " + Errno.name(-answer));
        }
        return answer;
    }

    /** Adds a descriptor; it is to be removed before it is closed. */
    public void add(int descriptor) throws IOException {
        eventFields.putInt(0, IN).putLong(dataAt, descriptor);
        check(calls.epollCtl(epoll, ADD, descriptor, events), "epoll_ctl");
    }

    /** Removes a descriptor; nothing happens when it is not in the set. */
    public void remove(int descriptor) {
        calls.epollCtl(epoll, DELETE, descriptor, events);
        readyCount = 0;
    }

    /**
     * Adds an NIO channel, which is to be removed before it is closed. A channel must not be in a selector at the same
     * time.
     *
     * @throws IllegalStateException when Java was started without {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED}
     */
    public void add(SelectableChannel channel) throws IOException {
        add(descriptor(channel));
    }

    /** Removes an NIO channel. */
    public void remove(SelectableChannel channel) {
        remove(descriptor(channel));
    }

    private int descriptor(SelectableChannel channel) {
        if (channels == null) {
            channels = ChannelDescriptors.open();
        }
        return channels.of(channel);
    }

    /**
     * Waits.
     *
     * @param nanos longest time; 0 or less only looks, {@link #FOREVER} has no end
     * @return number of descriptors that can be read, at most 64; 0 when the time is over or somebody woke the waiter
     */
    public int await(long nanos) {
        readyCount = 0;
        if (!open) {
            return 0;
        }
        int answer = inNanos ? awaitNanos(nanos) : awaitMillis(nanos);
        if (answer == -Errno.ENOSYS && inNanos) {
            inNanos = false;
            answer = awaitMillis(nanos);
        }
        for (int i = 0; i < answer; i++) {
            int descriptor = (int) eventFields.getLong(i * eventBytes + dataAt);
            if (descriptor == alarm) {
                calls.read(alarm, counter);
                // Only now: whoever wakes from here on writes again, and whoever did not write has posted before.
                woken.set(false);
            } else {
                ready[readyCount++] = descriptor;
            }
        }
        return readyCount;
    }

    private int awaitNanos(long nanos) {
        if (nanos > LIMIT_MAX) {
            return calls.epollWait(epoll, events, EVENTS, MemorySegment.NULL);
        }
        long limit = Math.max(nanos, 0);
        timespec.set(ValueLayout.JAVA_LONG, 0, limit / NANOS_PER_SECOND);
        timespec.set(ValueLayout.JAVA_LONG, 8, limit % NANOS_PER_SECOND);
        return calls.epollWait(epoll, events, EVENTS, timespec);
    }

    /** Rounded up: who returns early only waits again. */
    private int awaitMillis(long nanos) {
        if (nanos > LIMIT_MAX) {
            return calls.epollWait(epoll, events, EVENTS, -1);
        }
        long millis = (Math.max(nanos, 0) + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        return calls.epollWait(epoll, events, EVENTS, (int) Math.min(millis, Integer.MAX_VALUE));
    }

    /** For tests of what an older kernel gets. */
    void useMillis() {
        inNanos = false;
    }

    /**
     * A descriptor that the last {@link #await} found readable.
     *
     * @param i 0 to one less than what it answered
     */
    public int ready(int i) {
        if (i < 0 || i >= readyCount) {
            throw new IndexOutOfBoundsException(i);
        }
        return ready[i];
    }

    /**
     * Ends the present wait, or the next one if nobody waits. From any thread; after {@link #close()} nothing happens.
     * What was posted before the call is seen after the wait.
     */
    public void wakeUp() {
        if (woken.compareAndSet(false, true)) {
            synchronized (alarmLock) {
                if (open) {
                    wakingCalls.write(alarm, one);
                }
            }
        }
    }

    /** Ends the set; the descriptors in it stay open. */
    @Override
    public void close() {
        // The number may belong to somebody else as soon as it is closed, so nobody may be about to write to it.
        synchronized (alarmLock) {
            if (!open) {
                return;
            }
            open = false;
        }
        calls.close(alarm);
        calls.close(epoll);
    }
}
