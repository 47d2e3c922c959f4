package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One DVIPA that exists on this stack (operations.md 1.8).
 *
 * @param prefix address and prefix length
 * @param interfaceName only for IPv6
 * @param status what this stack does with it
 * @param origin where it comes from
 * @param distribution part in distribution
 * @param activatedMillis wall clock of activation; absent while not active
 * @param jobName creator of an application-instance DVIPA
 */
public record DvipaEntry(
        IpPrefix prefix,
        Optional<String> interfaceName,
        DvipaStatus status,
        DvipaOrigin origin,
        DistStatus distribution,
        OptionalLong activatedMillis,
        Optional<String> jobName) {}
