package io.openplex.stackd.ip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Interfaces by number. A number is used again only after its interface was removed. */
final class InterfaceTable {
    private @Nullable IpInterface[] slots = new IpInterface[4];

    /** Puts an interface into the lowest free slot and answers its number. */
    int add(IpInterface added) {
        int number = 0;
        while (number < slots.length && slots[number] != null) {
            number++;
        }
        if (number == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slots.length);
        }
        slots[number] = added;
        return number;
    }

    @Nullable
    IpInterface remove(int number) {
        IpInterface removed = get(number);
        if (removed != null) {
            slots[number] = null;
        }
        return removed;
    }

    @Nullable
    IpInterface get(int number) {
        return number >= 0 && number < slots.length ? slots[number] : null;
    }

    /** One more than the largest number that may be in use. */
    int bound() {
        return slots.length;
    }

    boolean broadcast(int destination) {
        for (IpInterface slot : slots) {
            if (slot != null && slot.broadcast(destination)) {
                return true;
            }
        }
        return false;
    }

    List<IpInterface> all() {
        List<IpInterface> all = new ArrayList<>();
        for (IpInterface slot : slots) {
            if (slot != null) {
                all.add(slot);
            }
        }
        return all;
    }
}
