package io.openplex.hwsim.linux;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SelectableChannel;

/**
 * Finds the descriptor of an NIO channel. The JDK has no public way; its own selectors ask the channel through {@code
 * sun.nio.ch.SelChImpl}, which has to be opened to us.
 */
final class ChannelDescriptors {
    private static final String OPTION = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";

    private final Method descriptor;

    private ChannelDescriptors(Method descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Looks whether the JDK lets us.
     *
     * @throws IllegalStateException when it does not, naming the option that is missing
     */
    static ChannelDescriptors open() {
        try {
            Method method = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
            if (!method.trySetAccessible()) {
                throw new IllegalStateException("to wait for sockets of Java, start it with " + OPTION);
            }
            return new ChannelDescriptors(method);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK does not tell the descriptors of its channels", e);
        }
    }

    /** The descriptor of a channel that the JDK made; it keeps it until it is closed. */
    int of(SelectableChannel channel) {
        try {
            return (int) descriptor.invoke(channel);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JDK does not tell the descriptor of " + channel, e);
        }
    }
}
