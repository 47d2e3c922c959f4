/**
 * The rules of the house as tests: the arrows between the rooms, what an engine may call, and how a source file looks.
 *
 * <p>Rules over classes are ArchUnit rules ({@link io.openplex.deploy.rules.Arrows},
 * {@link io.openplex.deploy.rules.EngineRules}); rules over text and syntax are in
 * {@link io.openplex.deploy.rules.SourceRules}. Every rule is also run over the packages named {@code rulebreakers},
 * where it must find something, so that no rule can fall asleep.
 */
@NullMarked
package io.openplex.deploy.rules;

import org.jspecify.annotations.NullMarked;
