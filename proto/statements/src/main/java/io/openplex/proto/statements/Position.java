package io.openplex.proto.statements;

/**
 * Where a token stands: the file that contains it (not the one that includes that file) and the line in it.
 *
 * @param file name as it appears in messages
 * @param line line number, from 1
 */
public record Position(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
