package io.openplex.distributor;

/** One row of the destination port table: DVIPA, port and target. */
final class PortRow {
    final Targets.Target target;
    int ready;
    long total;
    long active;

    PortRow(Targets.Target target) {
        this.target = target;
    }

    /** May get a new connection (3.2): in the group, path active, a listener ready. */
    boolean eligible() {
        return target.live && target.pathActive && ready > 0;
    }
}
