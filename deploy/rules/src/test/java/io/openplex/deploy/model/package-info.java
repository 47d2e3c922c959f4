/**
 * Runs the models of the right to own an address ({@code xcf/model}) as part of the build.
 *
 * <p>Apart from the house rules, because it takes most of a minute.
 */
@NullMarked
package io.openplex.deploy.model;

import org.jspecify.annotations.NullMarked;
