package io.openplex.hwsim.linux;

import io.openplex.hwsim.wire.MacAddress;

/**
 * What the kernel says of one interface.
 *
 * @param name its name, at most 15 bytes
 * @param index its number, unique in its namespace
 * @param deviceType ARPHRD constant (linux/if_arp.h), 1 for Ethernet
 * @param flags IFF constants (linux/if.h)
 * @param mtu bytes
 * @param mac its address, 0 when it has none of 48 bits
 * @param kind kind of a virtual interface, as {@code ip -d link} prints it; empty for a card
 * @param mode MACVLAN_MODE constant (linux/if_link.h) when it is a macvlan, otherwise without meaning
 */
record Link(String name, int index, int deviceType, int flags, int mtu, MacAddress mac, String kind, int mode) {
    static final int ETHERNET = 1;
    static final int LOOPBACK = 772;
    static final int MODE_PASSTHRU = 8;

    private static final int UP = 0x1;
    private static final int RUNNING = 0x40;
    private static final int LOWER_UP = 0x1_0000;

    /** Switched on, with a carrier, and not held back by anything like 802.1X. */
    static boolean isUp(int flags) {
        int all = UP | RUNNING | LOWER_UP;
        return (flags & all) == all;
    }

    boolean isUp() {
        return isUp(flags);
    }
}
