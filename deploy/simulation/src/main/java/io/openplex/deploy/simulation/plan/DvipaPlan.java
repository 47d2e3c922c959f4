package io.openplex.deploy.simulation.plan;

import io.openplex.hwsim.wire.IpAddress;
import java.util.List;

/**
 * One dynamic VIPA.
 *
 * @param number from 1; its address is 198.51.100.number
 * @param definer number of the LPAR with the VIPADEFINE; 0: backups alone, each with MOVEABLE
 * @param whenIdle MOVEABLE WHENIDLE instead of IMMEDIATE
 * @param backups the stacks with a VIPABACKUP
 * @param distributed the definer has a VIPADISTRIBUTE
 * @param targets DESTIP as numbers of LPARs; empty: ALL
 */
public record DvipaPlan(
        int number, int definer, boolean whenIdle, List<Backup> backups, boolean distributed, List<Integer> targets) {
    /** Copies the lists. */
    public DvipaPlan {
        backups = List.copyOf(backups);
        targets = List.copyOf(targets);
    }

    /**
     * One VIPABACKUP.
     *
     * @param lpar number of the LPAR
     * @param rank 1 to 254
     * @param moveable with MOVEABLE and mask, so that it activates the address
     */
    public record Backup(int lpar, int rank, boolean moveable) {}

    /** The address. */
    public IpAddress address() {
        return IpAddress.parse("198.51.100." + number);
    }

    /** The LPAR activates the address by itself; a backup without MOVEABLE only takes it over. */
    public boolean activates(int lpar) {
        return definer == lpar || backups.stream().anyMatch(backup -> backup.lpar() == lpar && backup.moveable());
    }

    /** Numbers of all LPARs that define or back up the address. */
    public List<Integer> claimants() {
        List<Integer> all = new java.util.ArrayList<>();
        if (definer != 0) {
            all.add(definer);
        }
        backups.forEach(backup -> all.add(backup.lpar()));
        return all;
    }
}
