package io.openplex.proto.statements;

import java.util.Optional;

/** Gives the text of a data set or file by the name that a profile or command uses. Does not throw. */
@FunctionalInterface
public interface DataSetReader {
    /** The text, lines ended by newline; empty when there is no such file or it cannot be read. */
    Optional<String> read(String name);
}
