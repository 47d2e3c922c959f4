package io.openplex.stackd.console;

import java.util.Optional;
import java.util.OptionalInt;

/** Which servers of this stack QUIESCE or RESUME is about (operations.md 2.10). */
public sealed interface ServerSelection {
    /** TARGET: all servers of the stack, also ones started later. */
    record WholeTarget() implements ServerSelection {}

    /**
     * POrt=n[,JOBNAME=job[,ASID=hex]].
     *
     * @param port 1 to 65535
     * @param job only servers of this job
     * @param asid only this address space, 1 to X'FFFF'
     */
    record ByPort(int port, Optional<String> job, OptionalInt asid) implements ServerSelection {}

    /**
     * JOBNAME=job[,ASID=hex].
     *
     * @param job job name
     * @param asid only this address space, 1 to X'FFFF'
     */
    record ByJob(String job, OptionalInt asid) implements ServerSelection {}
}
