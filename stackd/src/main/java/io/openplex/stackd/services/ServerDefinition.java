package io.openplex.stackd.services;

import io.openplex.hwsim.wire.IpEndpoint;

/**
 * One server that shall run.
 *
 * @param server name of the kind: {@code whoami} or {@code echo}
 * @param local address (any or one) and port
 * @param job job name for displays, 1 to 8 characters
 */
public record ServerDefinition(String server, IpEndpoint local, String job) {
    /** Refuses what could not be shown or bound. */
    public ServerDefinition {
        if (job.isEmpty() || job.length() > 8 || local.port() == 0) {
            throw new IllegalArgumentException("server " + server + " on " + local + " as job " + job);
        }
    }
}
