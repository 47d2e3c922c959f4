package io.openplex.omproute.config;

/**
 * Parameters of OSPF_INTERFACE beside addresses, timers and keys.
 *
 * @param priority Router_Priority, 0-255; 0: never designated router
 * @param cost Cost0, 1-65535
 * @param subnet Subnet: on a point-to-point link a stub route for the subnet is advertised
 * @param advertise Advertise_VIPA_Routes
 * @param demandCircuit Demand_Circuit
 * @param helloSuppression Hello_Suppression
 * @param pollSeconds PP_Poll_Interval
 * @param parallelPrimary Parallel_OSPF=Primary
 */
public record OspfInterfaceOptions(
        int priority,
        int cost,
        boolean subnet,
        AdvertiseVipa advertise,
        boolean demandCircuit,
        HelloSuppression helloSuppression,
        int pollSeconds,
        boolean parallelPrimary) {
    /** What is advertised for a VIPA (omproute.md 3.1). */
    public enum AdvertiseVipa {
        /** The host route and the subnet's. */
        HOST_AND_SUBNET,
        /** The host route. */
        HOST_ONLY,
        /** The subnet's route. */
        SUBNET_ONLY
    }

    /** Hello_Suppression (RFC 1793). */
    public enum HelloSuppression {
        /** When the neighbour asks for it. */
        ALLOW,
        /** Asked for. */
        REQUEST,
        /** Never. */
        DISABLE
    }
}
