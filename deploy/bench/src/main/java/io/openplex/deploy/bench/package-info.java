/**
 * Benchmarks: {@code openplex bench NAME}. Everything is measured from outside of the program, on real processes.
 *
 * <p>{@code report}: bars, figures and how they are printed. {@code process}: the processes that a benchmark starts and
 * never leaves behind. {@code lan}: the Ethernet that a benchmark hosts, the client on it, and what was seen on it.
 * {@code xcf}: the benchmark of membership and take-over. A new benchmark is a command of its own beside {@code xcf}
 * that hands its parts to {@link io.openplex.deploy.bench.BenchRun}.
 */
@NullMarked
package io.openplex.deploy.bench;

import org.jspecify.annotations.NullMarked;
