package io.openplex.stackd.daemon;

import io.openplex.hwsim.linux.LinuxWait;
import io.openplex.hwsim.linux.PacketLanPort;
import io.openplex.stackd.loop.LoopWait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;

/** Waits for channels of Java and for the sockets of real interfaces alike. */
final class DescriptorWait implements LoopWait {
    private final LinuxWait wait;

    private DescriptorWait(LinuxWait wait) {
        this.wait = wait;
    }

    static DescriptorWait open() throws IOException {
        return new DescriptorWait(LinuxWait.open());
    }

    /** From now on a frame on this port, or a change of its link, ends a wait. */
    void register(PacketLanPort port) throws IOException {
        wait.add(port.descriptor());
        wait.add(port.linkDescriptor());
    }

    @Override
    public void register(SelectableChannel channel) {
        try {
            wait.add(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void await(long nanos) {
        wait.await(nanos);
    }

    @Override
    public void wakeUp() {
        wait.wakeUp();
    }

    @Override
    public void close() {
        wait.close();
    }
}
