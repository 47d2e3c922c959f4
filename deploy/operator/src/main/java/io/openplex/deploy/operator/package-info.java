/**
 * The operator client: {@link OperatorClient} (console) and {@link EnfWatcher} (join and leave events) as a library,
 * {@link ConsoleVerb} and {@link EnfVerb} as commands to be mounted. Where systems listen comes from a
 * {@link SystemDirectory}, or from {@code --address}.
 */
@NullMarked
package io.openplex.deploy.operator;

import org.jspecify.annotations.NullMarked;
