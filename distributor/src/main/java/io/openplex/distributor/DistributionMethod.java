package io.openplex.distributor;

/** Chooses the target of a new connection; one instance per DVIPA and port, so it may remember its last choice. */
interface DistributionMethod {
    /**
     * The row that gets the connection.
     *
     * @param rows the rows of the port in configured order
     * @return index of an eligible row, or -1 when there is none; allocates nothing
     */
    int choose(PortRow[] rows);
}
