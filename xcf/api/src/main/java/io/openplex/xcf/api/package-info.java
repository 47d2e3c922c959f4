/**
 * Cross-system coupling facility as engines see it: groups, members, signals and versioned structures, as interfaces
 * and values (operations.md section 4). Implementations: xcf/zookeeper for real systems, deploy/simulation for virtual
 * time; one contract test runs against both.
 *
 * <p>Every callback arrives on the stack's loop. Nothing here blocks: a request goes out, an event comes in.
 */
@NullMarked
package io.openplex.xcf.api;

import org.jspecify.annotations.NullMarked;
