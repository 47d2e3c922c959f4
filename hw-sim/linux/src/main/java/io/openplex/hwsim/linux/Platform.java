package io.openplex.hwsim.linux;

import java.lang.foreign.ValueLayout;
import java.util.Locale;

/** Whether this machine speaks the language of this room; asked before {@link SystemCalls} is loaded. */
final class Platform {
    private Platform() {}

    /**
     * Passes on Linux with 64-bit pointers, for which the structures here are laid out.
     *
     * @param what begins the sentence that says what is needed
     */
    static void require(String what) {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux") || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            throw new UnsupportedOperationException(what + " needs a 64-bit Linux; this is " + system);
        }
    }
}
