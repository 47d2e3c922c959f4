/** The operator message catalogue: number, text, severity, explanation and response of every message. */
@NullMarked
package io.openplex.proto.messages;

import org.jspecify.annotations.NullMarked;
