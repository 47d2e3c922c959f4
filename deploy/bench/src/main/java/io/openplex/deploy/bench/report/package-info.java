/**
 * What a benchmark prints: the machine, and for each part its method, its figures with their bars, and what went wrong.
 * Values and text; nothing here measures.
 */
@NullMarked
package io.openplex.deploy.bench.report;

import org.jspecify.annotations.NullMarked;
