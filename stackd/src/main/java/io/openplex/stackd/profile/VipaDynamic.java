package io.openplex.stackd.profile;

import io.openplex.distributor.config.VipaDistribute;
import io.openplex.dvipa.config.VipaStatement;
import java.util.List;

/**
 * The statements of all VIPADYNAMIC blocks, in the order in which the engines must see them.
 *
 * @param statements good statements; one that names several addresses has become one per address
 */
public record VipaDynamic(List<Statement> statements) {
    /** No block. */
    public static final VipaDynamic NONE = new VipaDynamic(List.of());

    /** A statement with the line it stands on. */
    public sealed interface Statement {
        /** Line in its file. */
        int line();
    }

    /**
     * For the dvipa engine: VIPADEFINE, VIPABACKUP, VIPARANGE, VIPADELETE, VIPAROUTE.
     *
     * @param value the statement
     * @param line line in its file
     */
    public record Address(VipaStatement value, int line) implements Statement {}

    /**
     * For the distributor: VIPADISTRIBUTE.
     *
     * @param value the statement
     * @param line line in its file
     */
    public record Distribute(VipaDistribute value, int line) implements Statement {}

    /** Those of the dvipa engine, in order. */
    public List<VipaStatement> addresses() {
        return statements.stream()
                .filter(Address.class::isInstance)
                .map(s -> ((Address) s).value())
                .toList();
    }

    /** Those of the distributor, in order. */
    public List<VipaDistribute> distributions() {
        return statements.stream()
                .filter(Distribute.class::isInstance)
                .map(s -> ((Distribute) s).value())
                .toList();
    }
}
