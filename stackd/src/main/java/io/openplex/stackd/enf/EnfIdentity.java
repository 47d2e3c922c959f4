package io.openplex.stackd.enf;

/**
 * Whose signals they are.
 *
 * @param system system name
 * @param job stack job name
 * @param sysplex sysplex name
 * @param group group name
 * @param member member name
 */
public record EnfIdentity(String system, String job, String sysplex, String group, String member) {}
