package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;

/**
 * AS_BOUNDARY_ROUTING; all of it is unconfirmed (omproute.md 2.2).
 *
 * @param importRip Import_RIP_Routes
 * @param importStatic Import_Static_Routes
 * @param importDirect Import_Direct_Routes
 * @param importSubnets Import_Subnet_Routes
 * @param originateDefault Originate_Default_Route
 * @param originateType Originate_as_Type, 1 or 2
 * @param defaultCost Default_Route_Cost
 * @param defaultForwarding Default_Forwarding_Address, 0.0.0.0 for none
 * @param learnDefault Learn_Default_Route
 * @param line line of the statement
 */
public record AsBoundary(
        boolean importRip,
        boolean importStatic,
        boolean importDirect,
        boolean importSubnets,
        boolean originateDefault,
        int originateType,
        int defaultCost,
        IpAddress defaultForwarding,
        boolean learnDefault,
        int line) {}
