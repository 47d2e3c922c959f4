package io.openplex.hwsim.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Monotonic nanoseconds that go on counting while the machine is suspended: CLOCK_BOOTTIME of clock_gettime(2). The
 * right to own needs it (a suspended owner must find its licence over). Where the call is not there the clock falls
 * back
 * to {@link System#nanoTime()} and {@link #fallbackReason()} says why.
 *
 * <p>Readings of two clocks, or of two machines, are never comparable. One instance per thread: the kernel answers into
 * memory of the instance. A reading allocates nothing.
 */
public final class BootClock {
    private static final int CLOCK_BOOTTIME = 7;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Source source;

    private BootClock(Source source) {
        this.source = source;
    }

    /** A clock of this machine. */
    public static BootClock open() {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return new BootClock(new VirtualMachine("no CLOCK_BOOTTIME on " + system));
        }
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return new BootClock(new VirtualMachine("struct timespec is known for 64-bit systems only"));
        }
        try {
            Kernel kernel = new Kernel();
            int answer = kernel.call();
            return new BootClock(
                    answer == 0 ? kernel : new VirtualMachine("clock_gettime(CLOCK_BOOTTIME) answered " + answer));
        } catch (ExceptionInInitializerError e) {
            return new BootClock(new VirtualMachine("clock_gettime cannot be called: " + e.getCause()));
        } catch (UnsupportedOperationException | IllegalCallerException | IllegalStateException e) {
            return new BootClock(new VirtualMachine("clock_gettime cannot be called: " + e.getMessage()));
        }
    }

    /** The handle of {@code int clock_gettime(clockid_t, struct timespec *)}. */
    @SuppressWarnings("restricted") // Foreign calls are the purpose of this room.
    private static MethodHandle clockGettime() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup libc = linker.defaultLookup();
        MemorySegment function = libc.find("clock_gettime")
                .orElseThrow(() -> new IllegalStateException("the C library has no such function"));
        return linker.downcallHandle(
                function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** Nanoseconds since an arbitrary instant; never goes back. */
    public long nanos() {
        return source.nanos();
    }

    /** Why this is not CLOCK_BOOTTIME; empty when it is. */
    public Optional<String> fallbackReason() {
        return source instanceof VirtualMachine fallback ? Optional.of(fallback.reason()) : Optional.empty();
    }

    private sealed interface Source {
        long nanos();
    }

    private record VirtualMachine(String reason) implements Source {
        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    /** struct timespec on 64-bit Linux: seconds 8, nanoseconds 8. */
    private static final class Kernel implements Source {
        /** A constant, so that a call is compiled into its caller: the loop asks several times in every iteration. */
        private static final MethodHandle CLOCK_GETTIME = clockGettime();

        private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);

        int call() {
            try {
                return (int) CLOCK_GETTIME.invokeExact(CLOCK_BOOTTIME, timespec);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a C function threw", e);
            }
        }

        @Override
        public long nanos() {
            if (call() != 0) {
                throw new IllegalStateException("clock_gettime(CLOCK_BOOTTIME) worked at start and fails now");
            }
            return timespec.get(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND + timespec.get(ValueLayout.JAVA_LONG, 8);
        }
    }
}
