/**
 * ENF event code 80 (operations.md 5): {@link Enf80} is the exact parameter list, {@link EnfSignals} decides when a
 * signal is due and keeps the last ones. The gRPC side is in {@code stackd.rpc}. A daemon that is killed sends nothing;
 * the listener's client makes up its LEAVE.
 */
@NullMarked
package io.openplex.stackd.enf;

import org.jspecify.annotations.NullMarked;
