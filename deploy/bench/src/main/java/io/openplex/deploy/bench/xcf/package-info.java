/**
 * {@code openplex bench xcf}: how fast an address moves when its owner is gone, and what must not happen meanwhile.
 * Real stack daemons, a real coordination service of three servers, and everything observed from outside: frames on
 * the LAN, clients on it, the operator interface, metrics.
 *
 * <p>{@link io.openplex.deploy.bench.xcf.SysplexUnderTest} is what runs, after a
 * {@link io.openplex.deploy.bench.xcf.SysplexPlan}. {@link io.openplex.deploy.bench.xcf.SysplexPart} is what all parts
 * have in common; each part is a class of its own.
 */
@NullMarked
package io.openplex.deploy.bench.xcf;

import org.jspecify.annotations.NullMarked;
