package io.openplex.dvipa.config;

import io.openplex.hwsim.wire.IpAddress;

/**
 * VIPAROUTE (dvipa-and-distributor.md 1.6).
 *
 * @param delete DELETE rather than DEFINE
 * @param dynamicXcf dynamic XCF address of the target stack
 * @param target address in that stack's HOME list, of the same family
 */
public record VipaRoute(boolean delete, IpAddress dynamicXcf, IpAddress target) implements VipaStatement {}
