/**
 * The language kernel that PROFILE.TCPIP and OMPROUTE.CONF share. No I/O and no state.
 *
 * <ul>
 *   <li>Reading: {@link SourceExpander} replaces {@link Symbols} and follows INCLUDE through a {@link DataSetReader};
 *       a {@link Lexer} makes {@link Token}s, each with file and line (profile.md 1.2 to 1.5).
 *   <li>Describing: a {@link Statement} is data; its form is a {@link Syntax} of {@link Keyword}s and operands with an
 *       {@link OperandType} (range, sample, parse function). Operands of other modules (addresses) come with their
 *       own parse function.
 *   <li>Parsing: {@link StatementParser} matches tokens with a table of statements and gives
 *       {@link ParsedStatement}s with {@link Values}, and {@link Diagnostic}s; what is skipped after an error follows
 *       profile.md 1.6.
 *   <li>Explaining: {@link Reference} prints the same data.
 * </ul>
 */
@NullMarked
package io.openplex.proto.statements;

import org.jspecify.annotations.NullMarked;
