/**
 * The rim of the daemon for operators: {@link StackRpcServer} serves openplex.v1 OperatorService and EnfService, health
 * and reflection. Calls are posted to the loop; a full inbox is UNAVAILABLE. Streams have a bounded queue each.
 */
@NullMarked
package io.openplex.stackd.rpc;

import org.jspecify.annotations.NullMarked;
