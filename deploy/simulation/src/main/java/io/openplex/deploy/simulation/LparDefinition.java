package io.openplex.deploy.simulation;

import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.stack.StackIdentity;
import java.util.Map;

/**
 * What is fixed about an LPAR.
 *
 * @param identity names of the system and its stack
 * @param symbols system symbols beside SYSNAME, SYSPLEX and SYSCLONE
 * @param dataSets texts by the names that profiles use; the initial profile is {@code DD:PROFILE}
 * @param portName PORTNAME of its one OSA
 * @param mac burned-in address of that OSA
 */
public record LparDefinition(
        StackIdentity identity,
        Map<String, String> symbols,
        Map<String, String> dataSets,
        String portName,
        MacAddress mac) {
    /** Copies the maps. */
    public LparDefinition {
        symbols = Map.copyOf(symbols);
        dataSets = Map.copyOf(dataSets);
    }
}
