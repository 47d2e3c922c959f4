package io.openplex.dvipa;

import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaStatement;

/**
 * This stack's own definition of an address.
 *
 * @param statement the configuration
 * @param order logical time of the definition; a definition known when another is made has the smaller one
 */
record Claim(VipaStatement statement, long order) {
    Origin origin() {
        return statement instanceof VipaDefine ? Origin.DEFINE : Origin.BACKUP;
    }

    int rank() {
        return statement instanceof VipaBackup backup ? backup.rank() : TableEntry.DEFINE_RANK;
    }

    /** True when the claim brings an address up that was never active. */
    boolean activates() {
        return attributes().prefixLength() > 0;
    }

    Claim at(long newOrder) {
        return new Claim(statement, newOrder);
    }

    Attributes attributes() {
        return switch (statement) {
            case VipaDefine define ->
                new Attributes(define.address().length(), define.interfaceName(), define.moveable(), true);
            case VipaBackup backup ->
                backup.activation()
                        .map(a -> new Attributes(a.prefixLength(), backup.interfaceName(), a.moveable(), false))
                        .orElse(new Attributes(0, backup.interfaceName(), Moveable.NOT_APPLICABLE, false));
            default -> throw new IllegalStateException("no claim: " + statement);
        };
    }

    /**
     * What every holder of an address must agree on.
     *
     * @param prefixLength 0 when unknown
     * @param interfaceName IPv6 interface name, else empty
     * @param moveable how the address leaves its holder
     * @param defined true when a VIPADEFINE said so
     */
    record Attributes(int prefixLength, String interfaceName, Moveable moveable, boolean defined) {}
}
