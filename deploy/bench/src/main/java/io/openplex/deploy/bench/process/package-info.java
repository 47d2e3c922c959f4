/**
 * The processes that a benchmark starts, and what they are: the coordination service of three servers, and what keeps
 * all processors busy. {@link io.openplex.deploy.bench.process.Children} remembers every process and ends all of them,
 * whatever happens.
 */
@NullMarked
package io.openplex.deploy.bench.process;

import org.jspecify.annotations.NullMarked;
