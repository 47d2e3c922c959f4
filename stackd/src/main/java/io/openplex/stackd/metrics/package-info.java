/**
 * What monitors see (operations.md 7.3): the loop publishes a {@link MetricsSnapshot}, {@link StackMetrics} turns the
 * last one into Prometheus text, {@link HealthServer} serves it on loopback. Nothing here reads an engine.
 */
@NullMarked
package io.openplex.stackd.metrics;

import org.jspecify.annotations.NullMarked;
