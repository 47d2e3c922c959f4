package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.check.Violation;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param failure the defect that ended it; empty when it held to the end
 * @param simulatedNanos virtual time that passed
 * @param traceHash equal for equal traces
 * @param events lines of the trace
 * @param connections that were opened
 * @param mostOpen most of them at once
 * @param lost established connections that did not end in order
 * @param segments TCP segments that the clients received
 */
public record RunResult(
        Scenario scenario,
        Optional<Violation> failure,
        long simulatedNanos,
        long traceHash,
        int events,
        int connections,
        int mostOpen,
        int lost,
        long segments) {}
