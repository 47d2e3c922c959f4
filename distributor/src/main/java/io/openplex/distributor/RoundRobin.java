package io.openplex.distributor;

/** ROUNDROBIN: the next eligible target in turn (3.4). */
final class RoundRobin implements DistributionMethod {
    private int last = -1;

    @Override
    public int choose(PortRow[] rows) {
        for (int step = 1; step <= rows.length; step++) {
            int at = Math.floorMod(last + step, rows.length);
            if (rows[at].eligible()) {
                last = at;
                return at;
            }
        }
        return -1;
    }
}
