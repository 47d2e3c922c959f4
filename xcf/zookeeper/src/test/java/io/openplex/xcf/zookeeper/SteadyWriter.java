package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Writes 1, 2, 3 and so on into one entry, each on the version of the one before, for as long as the loop runs. After a
 * write in doubt it reads: either that number or the one before stands there, or a write was lost.
 */
final class SteadyWriter {
    private static final String STRUCTURE = "STEADY";

    private final CouplingFacility facility;
    private final String entry;
    private long version = CouplingFacility.ABSENT;
    private long written;
    private long doubts;

    SteadyWriter(CouplingFacility facility, String entry) {
        this.facility = facility;
        this.entry = entry;
    }

    /** Begins, and never ends by itself. */
    void start() {
        byte[] next = ByteBuffer.allocate(Long.BYTES).putLong(written + 1).array();
        facility.write(STRUCTURE, entry, version, next, this::answered);
    }

    /** Numbers that stand for certain. */
    long written() {
        return written;
    }

    /** Writes whose answer was lost. */
    long doubts() {
        return doubts;
    }

    private void answered(Status status, Optional<Entry> now) {
        switch (status) {
            case OK -> {
                long before = version;
                stands(now.orElseThrow());
                assertThat(before == CouplingFacility.ABSENT || version == before + 1)
                        .as("version %x after %x", version, before)
                        .isTrue();
                start();
            }
            case IN_DOUBT, VERSION_MISMATCH -> {
                doubts++;
                read();
            }
            case NOT_FOUND, NOT_A_MEMBER -> throw new AssertionError(entry + ": " + status);
        }
    }

    private void stands(Entry now) {
        version = now.version();
        written++;
    }

    private void read() {
        facility.read(STRUCTURE, entry, this::resolved);
    }

    private void resolved(Status status, Optional<Entry> now) {
        switch (status) {
            case OK -> {
                Entry there = now.orElseThrow();
                long number = ByteBuffer.wrap(there.data()).getLong();
                assertThat(number).as("number in " + entry).isBetween(written, written + 1);
                if (number > written) {
                    stands(there);
                } else {
                    version = there.version();
                }
                start();
            }
            case NOT_FOUND -> {
                assertThat(written).as("numbers that were lost").isZero();
                start();
            }
            default -> read();
        }
    }
}
