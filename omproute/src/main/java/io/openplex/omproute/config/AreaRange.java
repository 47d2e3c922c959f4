package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;

/**
 * RANGE: addresses of an area that an area border router summarises.
 *
 * @param prefix the range; host bits are zero
 * @param area Area_Number
 * @param advertise Advertise; false hides the range
 * @param line line of the statement
 */
public record AreaRange(IpPrefix prefix, IpAddress area, boolean advertise, int line) {}
