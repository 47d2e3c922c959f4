package io.openplex.hwsim.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system calls of this room. Each answers what the kernel answers: 0 or more, or a negated error number
 * ({@link Errno}). An instance belongs to one thread at a time, for errno is kept in its memory; a call allocates
 * nothing.
 *
 * <p>No call is made as a "critical" one, which would spare some nanoseconds of thread state: even a non-blocking
 * {@code sendmmsg} runs the receiver's side of a veth pair before it returns, and a collector would have to wait for
 * it.
 */
final class SystemCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle SOCKET = required("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = required("bind", INT, INT, POINTER, INT);
    private static final MethodHandle SETSOCKOPT = required("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT = required("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle RECVMMSG = required("recvmmsg", INT, INT, POINTER, INT, INT, POINTER);
    private static final MethodHandle SENDMMSG = required("sendmmsg", INT, INT, POINTER, INT, INT);
    private static final MethodHandle RECV = required("recv", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle SEND = required("send", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle READ = required("read", LONG, INT, POINTER, LONG);
    private static final MethodHandle WRITE = required("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle READV = required("readv", LONG, INT, POINTER, INT);
    private static final MethodHandle WRITEV = required("writev", LONG, INT, POINTER, INT);
    private static final MethodHandle CLOSE = required("close", INT, INT);
    private static final MethodHandle SETNS = required("setns", INT, INT, INT);
    private static final MethodHandle UNSHARE = required("unshare", INT, INT);
    private static final MethodHandle EPOLL_CREATE = required("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = required("epoll_ctl", INT, INT, INT, INT, POINTER);
    private static final MethodHandle EPOLL_WAIT = required("epoll_wait", INT, INT, POINTER, INT, INT);
    private static final MethodHandle EVENTFD = required("eventfd", INT, INT, INT);
    private static final MethodHandle OPEN = variadic("open", 2, INT, POINTER, INT);
    private static final MethodHandle IOCTL = variadic("ioctl", 2, INT, INT, LONG, POINTER);

    /** In the C library since glibc 2.35; the kernel has it since 5.11. */
    private static final @Nullable MethodHandle EPOLL_PWAIT2 =
            optional("epoll_pwait2", INT, INT, POINTER, INT, POINTER, POINTER);

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);

    private static @Nullable MethodHandle optional(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return handle(name, List.of(), answer, arguments);
    }

    private static MethodHandle required(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return present(name, handle(name, List.of(), answer, arguments));
    }

    private static MethodHandle variadic(String name, int fixed, MemoryLayout answer, MemoryLayout... arguments) {
        return present(name, handle(name, List.of(Linker.Option.firstVariadicArg(fixed)), answer, arguments));
    }

    private static MethodHandle present(String name, @Nullable MethodHandle handle) {
        if (handle == null) {
            throw new UnsupportedOperationException("the C library has no " + name);
        }
        return handle;
    }

    @SuppressWarnings("restricted") // Foreign calls are the purpose of this room.
    private static @Nullable MethodHandle handle(
            String name, List<Linker.Option> more, MemoryLayout answer, MemoryLayout... arguments) {
        List<Linker.Option> options = new ArrayList<>(more);
        options.add(Linker.Option.captureCallState("errno"));
        FunctionDescriptor type = FunctionDescriptor.of(answer, arguments);
        return LINKER.defaultLookup()
                .find(name)
                .map(function -> LINKER.downcallHandle(function, type, options.toArray(Linker.Option[]::new)))
                .orElse(null);
    }

    private int answer(int result) {
        return result >= 0 ? result : -state.get(INT, ERRNO);
    }

    private long answer(long result) {
        return result >= 0 ? result : -state.get(INT, ERRNO);
    }

    /** C functions throw nothing; what comes out of a handle is a fault of this class. */
    private static RuntimeException fault(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException("a C function threw", e);
    }

    int socket(int domain, int type, int protocol) {
        try {
            return answer((int) SOCKET.invokeExact(state, domain, type, protocol));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int bind(int descriptor, MemorySegment address) {
        try {
            return answer((int) BIND.invokeExact(state, descriptor, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int setsockopt(int descriptor, int level, int option, MemorySegment value) {
        try {
            return answer(
                    (int) SETSOCKOPT.invokeExact(state, descriptor, level, option, value, (int) value.byteSize()));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int getsockopt(int descriptor, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            return answer((int) GETSOCKOPT.invokeExact(state, descriptor, level, option, value, length));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int recvmmsg(int descriptor, MemorySegment messages, int count, int flags) {
        try {
            return answer((int) RECVMMSG.invokeExact(state, descriptor, messages, count, flags, MemorySegment.NULL));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int sendmmsg(int descriptor, MemorySegment messages, int count, int flags) {
        try {
            return answer((int) SENDMMSG.invokeExact(state, descriptor, messages, count, flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    long recv(int descriptor, MemorySegment into, int flags) {
        try {
            return answer((long) RECV.invokeExact(state, descriptor, into, into.byteSize(), flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    long send(int descriptor, MemorySegment from, long length, int flags) {
        try {
            return answer((long) SEND.invokeExact(state, descriptor, from, length, flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    long read(int descriptor, MemorySegment into) {
        try {
            return answer((long) READ.invokeExact(state, descriptor, into, into.byteSize()));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    long write(int descriptor, MemorySegment from) {
        try {
            return answer((long) WRITE.invokeExact(state, descriptor, from, from.byteSize()));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    long readv(int descriptor, MemorySegment vectors, int count) {
        try {
            return answer((long) READV.invokeExact(state, descriptor, vectors, count));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    long writev(int descriptor, MemorySegment vectors, int count) {
        try {
            return answer((long) WRITEV.invokeExact(state, descriptor, vectors, count));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    /** After any answer the descriptor is gone; there is nothing to do about an error. */
    void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(state, descriptor);
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int setns(int descriptor, int type) {
        try {
            return answer((int) SETNS.invokeExact(state, descriptor, type));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int unshare(int flags) {
        try {
            return answer((int) UNSHARE.invokeExact(state, flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path, StandardCharsets.UTF_8);
            return answer((int) OPEN.invokeExact(state, name, flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int ioctl(int descriptor, long request, MemorySegment argument) {
        try {
            return answer((int) IOCTL.invokeExact(state, descriptor, request, argument));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int epollCreate(int flags) {
        try {
            return answer((int) EPOLL_CREATE.invokeExact(state, flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int epollCtl(int epoll, int operation, int descriptor, MemorySegment event) {
        try {
            return answer((int) EPOLL_CTL.invokeExact(state, epoll, operation, descriptor, event));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int epollWait(int epoll, MemorySegment events, int count, int millis) {
        try {
            return answer((int) EPOLL_WAIT.invokeExact(state, epoll, events, count, millis));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    /** {@link Errno#ENOSYS} when the C library does not have it. */
    int epollWait(int epoll, MemorySegment events, int count, MemorySegment timespec) {
        if (EPOLL_PWAIT2 == null) {
            return -Errno.ENOSYS;
        }
        try {
            return answer((int) EPOLL_PWAIT2.invokeExact(state, epoll, events, count, timespec, MemorySegment.NULL));
        } catch (Throwable e) {
            throw fault(e);
        }
    }

    int eventfd(int initial, int flags) {
        try {
            return answer((int) EVENTFD.invokeExact(state, initial, flags));
        } catch (Throwable e) {
            throw fault(e);
        }
    }
}
