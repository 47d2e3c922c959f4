package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.wire.MacAddress;

/**
 * What a port is, whoever uses it (hardware.md 2.1, 2.11).
 *
 * @param portName PORTNAME, the same for every stack that shares the port
 * @param chpid channel path of the port, 0 to 255
 * @param portNumber 0 or 1, less than the ports of the feature
 * @param mac burned-in address
 * @param feature generation and speed
 * @param switchMegabits speed of the switch port at the other end of the cable; 0: any
 */
public record OsaHardware(
        String portName, int chpid, int portNumber, MacAddress mac, OsaFeature feature, int switchMegabits) {

    /** Refuses what no machine has. */
    public OsaHardware {
        if (chpid < 0 || chpid > 0xff) {
            throw new IllegalArgumentException("CHPID " + chpid + " is not between 0 and 255");
        }
        if (portNumber < 0 || portNumber >= feature.ports()) {
            throw new IllegalArgumentException(
                    "PORTNUM " + portNumber + ", but " + feature + " has " + feature.ports());
        }
        if (MacAddress.isGroup(mac.bits()) || mac.bits() == 0) {
            throw new IllegalArgumentException("not the address of one station: " + mac);
        }
    }

    /** A 25 Gigabit port of CHPID 0 on a switch that takes any speed. */
    public static OsaHardware of(String portName, MacAddress mac) {
        return new OsaHardware(portName, 0, 0, mac, OsaFeature.E7S_25GBE, 0);
    }
}
