package io.openplex.hwsim.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The scheduling priority of a thread whose silence others take for death: setpriority(2), which on Linux is per
 * thread. With it goes the virtual machine's own thread, which collects garbage while the other stands still. Control
 * path only.
 */
public final class ThreadPriority {
    /** Most favourable value. */
    public static final int HIGHEST = -20;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;
    private static final String VM_THREAD = "VM Thread";
    private static final String ERRNO = "errno";

    private ThreadPriority() {}

    /**
     * Gives the calling thread and the virtual machine's thread this nice value.
     *
     * @param nice {@value #HIGHEST} to -1
     * @return why it could not be done, one line; empty when it was
     */
    public static Optional<String> raise(int nice) {
        if (nice < HIGHEST || nice > -1) {
            throw new IllegalArgumentException("nice value " + nice + " is not between " + HIGHEST + " and -1");
        }
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of("no priority per thread on " + system);
        }
        try {
            int errno = set(CALLING_THREAD, nice);
            if (errno != 0) {
                return Optional.of("setpriority answered errno " + errno + "; it needs CAP_SYS_NICE");
            }
            for (int thread : virtualMachineThreads()) {
                errno = set(thread, nice);
                if (errno != 0) {
                    return Optional.of("setpriority for the thread of the virtual machine answered errno " + errno);
                }
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalCallerException | IllegalStateException e) {
            return Optional.of("the priority of a thread cannot be set: " + e.getMessage());
        }
    }

    /** Thread ids of the virtual machine's own threads, by their names under /proc. */
    private static int[] virtualMachineThreads() throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            List<Integer> found = new ArrayList<>();
            for (Path task : tasks) {
                // A thread can end between the listing and the reading of its name.
                Path name = task.resolve("comm");
                if (Files.isReadable(name)
                        && VM_THREAD.equals(Files.readString(name).strip())) {
                    found.add(Integer.parseInt(task.getFileName().toString()));
                }
            }
            return found.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** {@code int setpriority(int which, id_t who, int prio)}; answers 0 or errno. */
    @SuppressWarnings("restricted") // Foreign calls are the purpose of this room.
    private static int set(int thread, int nice) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup libc = linker.defaultLookup();
        MemorySegment function = libc.find("setpriority")
                .orElseThrow(() -> new IllegalStateException("the C library has no such function"));
        MethodHandle setpriority = linker.downcallHandle(
                function,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState(ERRNO));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int answer = (int) setpriority.invokeExact(state, PRIO_PROCESS, thread, nice);
            long errnoAt = Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement(ERRNO));
            return answer == 0 ? 0 : state.get(ValueLayout.JAVA_INT, errnoAt);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a C function threw", e);
        }
    }
}
