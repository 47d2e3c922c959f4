package io.openplex.hwsim.adapters.lan;

import java.nio.ByteBuffer;

/** Where a capture goes. A sink never throws: what it cannot store it counts. */
public interface PcapngSink extends AutoCloseable {
    /** Takes whole blocks, from position to limit; the buffer belongs to the caller again after the call. */
    void write(ByteBuffer blocks);

    /** Makes everything taken so far visible to readers. */
    void flush();

    @Override
    void close();
}
