/** The operator client: console and event watcher of a running sysplex. */
@NullMarked
package io.openplex.deploy.operator;

import org.jspecify.annotations.NullMarked;
