package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.wire.IpAddress;

/**
 * A SYN-ACK that a station sent on the LAN.
 *
 * @param nanos virtual time at which it was sent
 * @param station who sent it
 * @param address its source address
 */
public record SynAnswer(long nanos, String station, IpAddress address) {}
