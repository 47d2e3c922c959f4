package io.openplex.hwsim.adapters;

/**
 * The stack's right to own, asked immediately before a frame leaves that claims an address: an ARP answer or an
 * announcement. Allocates nothing and changes nothing in the adapter.
 */
@FunctionalInterface
public interface RegistrationGate {
    /** Lets every claim pass: for hosts whose addresses never move. */
    RegistrationGate OPEN = (high, low) -> true;

    /** True when this stack may claim the address now (halves of the address, IPv4 in mapped form). */
    boolean mayClaim(long high, long low);
}
